using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>What is wrong is refused with its code and its field, and nothing of it is stored.</summary>
public sealed class BadInputTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Theory]
    [InlineData("applicant.idNumber", "\"990101198001010010\"", "registration-invalid", "applicant.idNumber")]
    [InlineData("applicant.idNumber", "\"12345\"", "registration-invalid", "applicant.idNumber")]
    [InlineData("applicant.idNumber", "null", "registration-invalid", "applicant.idNumber")]
    [InlineData("applicant.phone", "\"1380000123\"", "registration-invalid", "applicant.phone")]
    [InlineData("applicant.phone", "\"23800001234\"", "registration-invalid", "applicant.phone")]
    [InlineData("applicant.name", "\" \"", "registration-invalid", "applicant.name")]
    [InlineData("applicant.area", "\"632622999\"", "registration-invalid", "applicant.area")]
    [InlineData("applicant.area", "\"630000\"", "registration-invalid", "applicant.area")]
    [InlineData("applicant", "null", "request-invalid", "applicant")]
    [InlineData("service", "\"no-such-service\"", "service-unknown", "service")]
    [InlineData("service", "\"\"", "request-invalid", "service")]
    [InlineData("form", "{\"outsideHomeCounty\":false}", "registration-invalid", "form.disabilityType")]
    [InlineData("form", "{\"disabilityType\":\"8\",\"outsideHomeCounty\":false}", "registration-invalid", "form.disabilityType")]
    [InlineData("form", "{\"disabilityType\":\"4\",\"outsideHomeCounty\":\"no\"}", "registration-invalid", "form.outsideHomeCounty")]
    [InlineData("form", "[]", "registration-invalid", "form")]
    [InlineData("materials", "[{\"key\":\"passport\",\"state\":\"provided\"}]", "registration-invalid", "materials[0].key")]
    [InlineData("materials", "[{\"key\":\"id-card\",\"state\":\"lost\"}]", "registration-invalid", "materials[0].state")]
    [InlineData("agent", "{\"name\":\"卓玛\",\"idNumber\":\"12345\",\"relation\":\"母亲\"}", "registration-invalid", "agent.idNumber")]
    public async Task A_registration_with_an_error_is_refused_at_its_field(string path, string json, string code, string field)
    {
        var body = JsonSerializer.SerializeToNode(Application.Certificate.Body)!.AsObject();
        Put(body, path.Split('.'), JsonNode.Parse(json));
        var before = await RowCounts.OfAsync(api);
        var problem = await (await _driver.PostAsync("window", "/api/cases", body)).ProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Fact]
    public async Task A_date_of_birth_that_does_not_exist_is_told_as_such()
    {
        var wrong = Application.Certificate with { IdNumber = IdentityNumber.WithCheckDigit("99010119801301001") };
        var problem = await (await _driver.PostAsync("window", "/api/cases", wrong.Body)).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        Assert.Contains("出生日期", problem.GetProperty("errors").GetProperty("applicant.idNumber")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var wrong = Application.Certificate with { IdNumber = "1", Phone = "2", Name = "", Area = "3", Form = new { } };
        var problem = await (await _driver.PostAsync("window", "/api/cases", wrong.Body)).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        Assert.Equal(
            ["applicant.area", "applicant.idNumber", "applicant.name", "applicant.phone", "form.disabilityType", "form.outsideHomeCounty"],
            problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"service\":", "application/json", HttpStatusCode.BadRequest, "json-invalid")]
    [InlineData("{\"service\":5}", "application/json", HttpStatusCode.BadRequest, "json-invalid")]
    [InlineData("service=disability-certificate", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "media-type-unsupported")]
    public async Task What_is_no_json_is_refused(string text, string type, HttpStatusCode status, string code)
    {
        var before = await RowCounts.OfAsync(api);
        var client = await api.ClientAsync("window");
        await (await client.PostAsync("/api/cases", new StringContent(text, Encoding.UTF8, type), Answers.Ct)).ProblemAsync(status, code);
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Fact]
    public async Task Only_a_window_registers() =>
        await (await _driver.PostAsync("federation-disabled.handler", "/api/cases", Application.Certificate.Body)).ProblemAsync(HttpStatusCode.Forbidden, "not-a-window");

    [Theory]
    [InlineData("sailaitang-station.clerk", "approve", null, "{}", HttpStatusCode.BadRequest, "outcome-unknown")]
    [InlineData("sailaitang-station.clerk", "", null, "{}", HttpStatusCode.BadRequest, "request-invalid")]
    [InlineData("sailaitang-station.clerk", "gaps", null, "{}", HttpStatusCode.BadRequest, "opinion-required")]
    [InlineData("sailaitang-station.clerk", "gaps", "  ", "{}", HttpStatusCode.BadRequest, "opinion-required")]
    [InlineData("sailaitang-station.clerk", "complete", null, "{\"missing\":\"photos\"}", HttpStatusCode.BadRequest, "form-invalid")]
    [InlineData("sailaitang-station.clerk", "complete", null, "[]", HttpStatusCode.BadRequest, "request-invalid")]
    [InlineData("sailaitang-station.clerk", "gaps", "缺一份没有的材料", "{\"missing\":[\"guardian-proof\"]}", HttpStatusCode.BadRequest, "material-unknown")]
    [InlineData("jika-station.clerk", "complete", null, "{}", HttpStatusCode.Forbidden, "task-not-yours")]
    [InlineData("sailaitang-government.handler", "complete", null, "{}", HttpStatusCode.Forbidden, "task-not-yours")]
    public async Task An_answer_that_the_task_does_not_take_changes_nothing(
        string by, string outcome, string? opinion, string data, HttpStatusCode status, string code)
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        var task = await _driver.TaskAsync(number, "accept");
        var before = await RowCounts.OfAsync(api);
        await (await _driver.CompleteAsync(by, task, outcome, opinion, JsonElement.Parse(data))).ProblemAsync(status, code);
        Assert.Equal(before, await RowCounts.OfAsync(api));
        var after = await _driver.TaskAsync(number, "accept");
        Assert.Equal(("Open", null), (after.Text("state"), after.Text("assignee")));
    }

    [Fact]
    public async Task A_required_field_of_a_step_is_required()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        var task = await _driver.TaskAsync(number, "designate");
        var problem = await (await _driver.CompleteAsync("federation-disabled.handler", task, "done")).ProblemAsync(HttpStatusCode.BadRequest, "form-invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("data.hospital", out _));
    }

    [Fact]
    public async Task A_task_that_does_not_exist_is_not_found()
    {
        await (await _driver.PostAsync("window", $"/api/tasks/{Guid.Empty}/complete", new { outcome = "complete" })).ProblemAsync(HttpStatusCode.NotFound, "task-not-found");
        await (await _driver.PostAsync("window", "/api/tasks/5/complete", new { outcome = "complete" })).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static void Put(JsonObject body, string[] path, JsonNode? value)
    {
        foreach (var name in path[..^1]) body = body[name]!.AsObject();
        body[path[^1]] = value;
    }
}
