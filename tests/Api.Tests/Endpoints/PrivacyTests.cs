using System.Net;
using System.Text;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>Identity numbers and phones stay in their sealed columns: logs, answers, addresses and problems never hold them.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task No_log_line_answer_or_problem_holds_an_identity_number_or_a_phone()
    {
        var logs = new LogCapture();
        await using var api = new ApiFactory { Logs = logs };
        var driver = new CaseDriver(api);
        var application = Application.Certificate;
        var said = new StringBuilder();
        var number = await driver.RegisterAsync(application);
        said.Append(await driver.CaseAsync(number));
        // A slip of one digit, a number in the wrong field, a phone that is too long, broken JSON around a number.
        said.Append(await TextAsync(driver.PostAsync("window", "/api/cases", (application with { IdNumber = Slip(application.IdNumber) }).Body)));
        said.Append(await TextAsync(driver.PostAsync("window", "/api/cases", (application with { Phone = application.Phone + "9" }).Body)));
        said.Append(await TextAsync(driver.PostAsync("window", "/api/cases", (application with { Area = application.IdNumber }).Body)));
        var broken = $"{{\"applicant\":{{\"idNumber\":\"{application.IdNumber}\",\"phone\":{application.Phone}";
        said.Append(await TextAsync((await api.ClientAsync("window")).PostAsync(
            "/api/cases", new StringContent(broken, Encoding.UTF8, "application/json"), Answers.Ct)));
        await ToTheEndAsync(driver, number);
        said.Append(await driver.CaseAsync(number)).AppendJoin('\n', await driver.TimelineAsync(number));
        said.Append(await TextAsync((await api.ClientAsync("office")).GetAsync($"/api/cases?q={number}", Answers.Ct)));
        said.Append(await TextAsync(api.CreateClient().GetAsync($"/api/track/{number}?tail={application.Phone[^4..]}", Answers.Ct)));
        said.Append(await TextAsync(api.CreateClient().GetAsync($"/api/track/{number}?tail=0000", Answers.Ct)));

        foreach (var secret in new[] { application.IdNumber, application.IdNumber[..17], application.IdNumber[6..14], application.Phone, Slip(application.IdNumber) })
        {
            Assert.DoesNotContain(secret, said.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }

        // The capture did listen, down to the statements of the database.
        Assert.Contains(logs.Lines, line => line.Contains("INSERT INTO", StringComparison.Ordinal));
        Assert.Contains(number, said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_by_identity_number_leaves_no_trace_in_the_usual_log()
    {
        var logs = new LogCapture { Everything = false };
        await using var api = new ApiFactory { Logs = logs };
        var driver = new CaseDriver(api);
        var application = Application.Certificate;
        var number = await driver.RegisterAsync(application);
        using var refused = await (await api.ClientAsync("office")).GetAsync($"/api/cases?q={application.IdNumber}", Answers.Ct);
        await refused.ProblemAsync(HttpStatusCode.BadRequest, "search-in-address");
        var page = await CaseDriver.OkAsync(await driver.PostAsync("office", "/api/cases/search", new { q = application.IdNumber }));
        Assert.Equal([number], page.Texts("number"));
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, line => line.Contains(application.IdNumber, StringComparison.Ordinal));
    }

    private static async Task ToTheEndAsync(CaseDriver driver, string number)
    {
        await driver.AnswerAsync(number, "accept", "complete");
        await driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await driver.AnswerAsync(number, "assess", "meets", data: new { type = "4", grade = "2" });
        await driver.PassAsync(TimeSpan.FromDays(14));
        await driver.AnswerAsync(number, "review", "approve");
        await driver.AnswerAsync(number, "issue", "delivered", data: new { delivery = "window" });
        await driver.PassAsync(TimeSpan.FromDays(30));
    }

    private static async Task<string> TextAsync(Task<HttpResponseMessage> answer) => await (await answer).Content.ReadAsStringAsync(Answers.Ct);

    private static string Slip(string number) => number[..16] + (number[16] == '9' ? '1' : (char)(number[16] + 1)) + number[17..];
}
