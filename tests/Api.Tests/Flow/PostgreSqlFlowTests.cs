using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Flow;

/// <summary>The whole stack on PostgreSQL: sign-in, registration, parallel answers, timers through the demonstration's clock.</summary>
public sealed class PostgreSqlFlowTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    [Fact]
    public async Task A_certificate_goes_from_the_window_to_its_visit_on_postgresql()
    {
        await using var api = new ApiFactory { PostgreSql = await cluster.ConnectionStringAsync() };
        var driver = new CaseDriver(api);
        var number = await RegisterOnceAsync(driver);
        await AcceptOnceAsync(driver, number);
        await driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await driver.AnswerAsync(number, "assess", "meets", data: new { type = "4", grade = "2" });
        await MoveAsync(driver, "P14D");
        await driver.AnswerAsync(number, "review", "approve");
        var closed = await driver.AnswerAsync(number, "issue", "delivered", data: new { delivery = "window" });
        Assert.Equal("issued", closed.Text("result"));
        await MoveAsync(driver, "P30D");
        await driver.AnswerAsync(number, "follow-up:needs", "visited");
        var sequence = (await driver.TimelineAsync(number)).Select(e => e.GetProperty("sequence").GetInt32()).ToList();
        Assert.Equal(Enumerable.Range(1, sequence.Count), sequence);
        Assert.True(await api.WithDbAsync(db => Task.FromResult(db.Database.IsNpgsql())));
    }

    private static async Task<string> RegisterOnceAsync(CaseDriver driver)
    {
        var body = Application.Certificate.Body;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => driver.PostAsync("window", "/api/cases", body, "one-case")));
        var numbers = await Task.WhenAll(answers.Select(async a => (await a.Content.ReadFromJsonAsync<JsonElement>(Answers.Ct)).Text("number")!));
        return Assert.Single(numbers.Distinct());
    }

    private static async Task AcceptOnceAsync(CaseDriver driver, string number)
    {
        var task = await driver.TaskAsync(number, "accept");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => driver.CompleteAsync("sailaitang-station.clerk", task, "complete")));
        Assert.Equal([200, .. Enumerable.Repeat(409, 19)], answers.Select(a => (int)a.StatusCode).Order());
        Assert.Single(await driver.EntriesAsync(number, "completed"));
    }

    private static async Task MoveAsync(CaseDriver driver, string advance) =>
        Assert.True((await CaseDriver.OkAsync(await driver.PostAsync("admin", "/api/demo/clock", new { advance }))).TryGetProperty("now", out _));
}
