using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Aftercare;

/// <summary>Cases that have been closed, each by the way that a test is about.</summary>
internal static class ClosedCases
{
    /// <summary>A certificate that the county federation issued on 13 October 2026; its first visit is due on 12 November.</summary>
    public static async Task<string> CertificateAsync(ApiFactory api, Application? application = null)
    {
        var driver = new CaseDriver(api);
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await driver.RegisterAsync(application ?? Application.Certificate);
        await driver.AnswerAsync(number, "accept", "complete");
        await driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await driver.AnswerAsync(number, "assess", "meets", data: new { type = "4", grade = "2" });
        await driver.PassToAsync("2026-10-13T10:00");
        await driver.AnswerAsync(number, "review", "approve");
        await driver.AnswerAsync(number, "issue", "delivered", data: new { delivery = "window" });
        return number;
    }

    /// <summary>A home adaptation that the county federation refused on 29 September 2026.</summary>
    public static async Task<string> RefusedAdaptationAsync(ApiFactory api)
    {
        var driver = new CaseDriver(api);
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await driver.RegisterAsync(Application.HomeAdaptation);
        await driver.AnswerAsync(number, "accept", "complete");
        await driver.AnswerAsync(number, "survey", "feasible", data: new { needs = new[] { "toilet" } });
        await driver.AnswerAsync(number, "plan", "refuse", "墙体承重不足，不能改造", new { cost = 5200 });
        return number;
    }

    /// <summary>The one follow-up of a case with this key.</summary>
    public static JsonElement Visit(JsonElement found, string key) => found.GetProperty("followUps").EnumerateArray().Single(f => f.Text("key") == key);

    /// <summary>Fails unless every row of the store fits every other.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(ApiFactory api, string number)
    {
        var (_, lines, _) = await Integrity.WholeStore.CheckAsync(await api.WithDbAsync(db =>
            Task.FromResult(Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetConnectionString(db.Database)!)));
        return [.. lines.Where(line => line.Contains(number, StringComparison.Ordinal))];
    }
}
