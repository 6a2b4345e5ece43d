using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Matters;

/// <summary>One request for several services: each is a case of its own, and the matter ends with the last of them.</summary>
public sealed class MatterTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_matter_waits_for_all_its_parts_closes_once_and_opens_again_with_one_of_them()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var registered = await RegisterAsync(Application.StudentFamily, "a-family");
        var matter = registered.Text("number")!;
        Assert.Equal(registered.GetRawText(), (await RegisterAsync(Application.StudentFamily with { IdNumber = Last }, "a-family")).GetRawText());
        Assert.Equal(["student-aid", "temporary-relief"], registered.GetProperty("parts").EnumerateArray().Select(p => p.Text("service")));
        var (study, relief) = (NumberOf(registered, "study"), NumberOf(registered, "relief"));
        Assert.Equal(3, new[] { matter, study, relief }.Distinct().Count());
        Assert.Equal("registered", (await _driver.CaseAsync(study)).GetProperty("form").Text("hardship"));
        Assert.Equal(matter, (await _driver.CaseAsync(relief)).GetProperty("matter").Text("number"));
        await WaitsForAsync(matter, study, relief);

        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{study}/withdraw", new { reason = "已有别的资助" }));
        await WaitsForAsync(matter, relief);
        await GrantAsync(relief);

        var closed = await _driver.CaseAsync(matter);
        Assert.Equal(("Closed", "some"), (closed.Text("status"), closed.Text("result")));
        Assert.Equal(["withdrawn", "granted"], closed.GetProperty("parts").EnumerateArray().Select(p => p.Text("result")));
        Assert.Single(await _driver.EntriesAsync(matter, "closed"));
        Assert.Empty(CaseDriver.Open(closed));
        await ReopensWithAPartAsync(matter, relief);
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task A_part_that_waits_begins_with_what_the_one_before_it_has_brought()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var registered = await RegisterAsync(Application.DisabilitySupport);
        var (matter, certificate) = (registered.Text("number")!, NumberOf(registered, "certificate"));
        Assert.Equal("Waiting", registered.GetProperty("parts")[1].Text("state"));
        await _driver.AnswerAsync(certificate, "accept", "complete");
        await _driver.AnswerAsync(certificate, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await _driver.AnswerAsync(certificate, "assess", "meets", data: new { type = "4", grade = "2" });
        await _driver.PassToAsync("2026-10-13T10:00");
        await _driver.AnswerAsync(certificate, "review", "approve");
        await _driver.AnswerAsync(certificate, "issue", "delivered", data: new { delivery = "window" });

        var adaptation = (await _driver.CaseAsync(matter)).GetProperty("parts")[1];
        Assert.Equal("Running", adaptation.Text("state"));
        var begun = await _driver.CaseAsync(adaptation.Text("number")!);
        Assert.Equal(("2026-10-13", "provided"), (begun.Text("registeredAt")![..10], begun.GetProperty("materials").EnumerateArray().Single(m => m.Text("key") == "disability-certificate").Text("state")));
        Assert.Equal(JsonValueKind.Null, begun.GetProperty("notice").ValueKind);
        await WaitsForAsync(matter, adaptation.Text("number")!);
        await _driver.AnswerAsync(adaptation.Text("number")!, "accept", "complete");
        await _driver.AnswerAsync(adaptation.Text("number")!, "survey", "not-feasible", "不具备条件");
        Assert.Equal("some", (await _driver.CaseAsync(matter)).Text("result"));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task A_part_whose_condition_does_not_come_about_never_begins()
    {
        var registered = await RegisterAsync(Application.DisabilitySupport);
        var matter = registered.Text("number")!;
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{NumberOf(registered, "certificate")}/withdraw", new { reason = "不办了" }));
        var closed = await _driver.CaseAsync(matter);
        Assert.Equal(("Closed", "none"), (closed.Text("status"), closed.Text("result")));
        Assert.Equal(["Closed", "Dropped"], closed.GetProperty("parts").EnumerateArray().Select(p => p.Text("state")));
        Assert.Single(await _driver.EntriesAsync(matter, "part-dropped"));
    }

    [Fact]
    public async Task Withdrawing_a_matter_takes_whatever_of_it_is_open_along()
    {
        var registered = await RegisterAsync(Application.StudentFamily);
        var (matter, study, relief) = (registered.Text("number")!, NumberOf(registered, "study"), NumberOf(registered, "relief"));
        await GrantAsync(relief);
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{matter}/withdraw", new { reason = "搬走了" }));
        Assert.Equal("withdrawn", (await _driver.CaseAsync(study)).Text("result"));
        Assert.Equal("granted", (await _driver.CaseAsync(relief)).Text("result"));
        var closed = await _driver.CaseAsync(matter);
        Assert.Equal("withdrawn", closed.Text("result"));
        Assert.Equal(["withdrawn", "granted"], closed.GetProperty("parts").EnumerateArray().Select(p => p.Text("result")));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task One_part_that_cannot_be_registered_refuses_the_whole_and_leaves_nothing()
    {
        var before = await RowCounts.OfAsync(api);
        var child = Application.DisabilitySupport with { IdNumber = Application.Person("20220101") };
        var problem = await (await _driver.PostAsync("window", "/api/cases", child.Body, "a-child")).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("agent.relation", out _));
        var wrong = JsonSerializer.SerializeToNode(Application.StudentFamily.Body)!;
        wrong["form"]!["familyHardship"] = "unheard-of";
        problem = await (await _driver.PostAsync("window", "/api/cases", wrong)).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("form.familyHardship", out _));
        // The matter's own form passes over what one of its services looks at; the service says so in both languages.
        (wrong["form"]!["familyHardship"], wrong["form"]!["aidedBy"]) = ("registered", "x");
        problem = await (await _driver.PostAsync("window", "/api/cases", wrong)).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        Assert.Equal("至少 2 个字 (At least 2 characters)", Assert.Single(problem.GetProperty("errors").GetProperty("form.aidedBy").EnumerateArray()).GetString());
        (wrong["form"]!["hasStudent"], wrong["form"]!["suddenHardship"]) = (false, false);
        await (await _driver.PostAsync("window", "/api/cases", wrong)).ProblemAsync(HttpStatusCode.BadRequest, "matter-empty");
        await (await _driver.PostAsync("window", "/api/cases", (Application.StudentFamily with { Service = "no-such-matter" }).Body)).ProblemAsync(HttpStatusCode.BadRequest, "service-unknown");
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Fact]
    public async Task A_paper_is_handed_in_once_for_all_parts_that_wait_for_it()
    {
        var registered = await RegisterAsync(Application.StudentFamily.With("household-register", "missing"));
        var (matter, study, relief) = (registered.Text("number")!, NumberOf(registered, "study"), NumberOf(registered, "relief"));
        Assert.Equal(["household-register"], registered.GetProperty("notice").GetProperty("missing").EnumerateArray().Select(m => m.Text("key")));
        await _driver.AnswerAsync(relief, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        Assert.True((await _driver.CaseAsync(matter)).GetProperty("parts")[1].GetProperty("asks").GetBoolean());
        await CaseDriver.OkAsync(await new FileDriver(api).SendAsync("window", matter, SampleFiles.Pdf(), material: "household-register"));
        foreach (var part in new[] { study, relief })
        {
            Assert.Equal("provided", (await _driver.CaseAsync(part)).GetProperty("materials").EnumerateArray().Single(m => m.Text("key") == "household-register").Text("state"));
            Assert.Single((await (await api.SharedClientAsync("office")).JsonAsync($"/api/cases/{part}/files")).GetProperty("items").EnumerateArray());
        }

        Assert.DoesNotContain("supplement", CaseDriver.Open(await _driver.CaseAsync(relief)));
        var office = await api.SharedClientAsync("office");
        var wrong = (await office.JsonAsync($"/api/cases/{matter}/files")).GetProperty("items")[0].Text("id");
        Assert.Equal(HttpStatusCode.NoContent, (await (await api.SharedClientAsync("window")).DeleteAsync($"/api/cases/{matter}/files/{wrong}", Answers.Ct)).StatusCode);
        foreach (var part in new[] { study, relief }) Assert.Single(await _driver.EntriesAsync(part, "file-removed"));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task A_corrected_phone_is_right_in_the_matter_and_in_all_its_open_parts()
    {
        var registered = await RegisterAsync(Application.StudentFamily);
        var (matter, study, relief) = (registered.Text("number")!, NumberOf(registered, "study"), NumberOf(registered, "relief"));
        foreach (var (at, tail) in new[] { (matter, "9876"), (study, "5432") })
        {
            await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{at}/personal-data/correct", new { phone = $"1389700{tail}", reason = "登记时写错" }));
            foreach (var number in new[] { matter, study, relief }) await api.CreateClient().JsonAsync($"/api/track/{number}?tail={tail}");
        }

        foreach (var number in new[] { matter, study, relief }) Assert.Equal(2, (await _driver.EntriesAsync(number, "data-corrected")).Count);
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task Matters_stand_in_a_list_of_their_own_and_their_cases_bear_a_mark()
    {
        var client = await api.SharedClientAsync("window");
        var offered = await client.JsonAsync("/api/matters");
        Assert.Equal(["disability-support", "student-family"], offered.Texts("key"));
        Assert.Equal(["certificate", "adaptation"], offered.GetProperty("items")[0].GetProperty("parts").EnumerateArray().Select(p => p.Text("key")));
        Assert.DoesNotContain("student-family", (await client.JsonAsync("/api/services")).Texts("key"));
        var registered = await RegisterAsync(Application.StudentFamily);
        foreach (var (number, family) in new[] { (registered.Text("number")!, "matter"), (NumberOf(registered, "study"), "part"), (await _driver.RegisterAsync(Application.Relief), null) })
            Assert.Equal(family, (await client.JsonAsync($"/api/cases?q={number}")).GetProperty("items")[0].Text("family"));

        // A part's own body sees its part, and learns of the matter no more than that there is one.
        var body = CaseDriver.HolderOf(await _driver.TaskAsync(NumberOf(registered, "relief"), "accept"));
        var seen = await (await api.SharedClientAsync(body)).JsonAsync($"/api/cases/{NumberOf(registered, "relief")}");
        Assert.Equal((JsonValueKind.Null, "困难学生家庭帮扶一件事"), (seen.GetProperty("matter").GetProperty("number").ValueKind, seen.GetProperty("matter").Text("name")));
        await (await (await api.SharedClientAsync(body)).GetAsync($"/api/cases/{registered.Text("number")}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
    }

    private string Last { get; set; } = "";

    private static string NumberOf(JsonElement registered, string part) => registered.GetProperty("parts").EnumerateArray().Single(p => p.Text("key") == part).Text("number")!;

    private async Task<JsonElement> RegisterAsync(Application application, string? key = null)
    {
        Last = application.IdNumber;
        return await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", application.Body, key), HttpStatusCode.Created);
    }

    private async Task GrantAsync(string relief)
    {
        await _driver.AnswerAsync(relief, "accept", "complete");
        await _driver.AnswerAsync(relief, "triage", "urgent");
        await _driver.AnswerAsync(relief, "pay-first", "paid", data: new { amount = 1500, paidBy = "cash" });
        await _driver.AnswerAsync(relief, "paperwork", "done");
    }

    /// <summary>The matter is open, held by the window that nobody can answer for, and says which parts it waits for.</summary>
    private async Task WaitsForAsync(string matter, params string[] parts)
    {
        var found = await _driver.CaseAsync(matter);
        var task = Assert.Single(found.GetProperty("openTasks").EnumerateArray());
        Assert.Equal(("parts", "county-station", 0), (task.Text("activityId"), task.Text("body"), task.GetProperty("outcomes").GetArrayLength()));
        await (await _driver.CompleteAsync("window", task, "all")).ProblemAsync(HttpStatusCode.Conflict, "limit-running");
        var why = (await (await api.SharedClientAsync("office")).JsonAsync($"/api/cases/{matter}/explanation")).Text("text")!;
        Assert.Contains("正在等所含事项办结", why, StringComparison.Ordinal);
        Assert.Equal(parts.Order(), found.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("number").GetString()).OfType<string>().Where(n => why.Contains(n, StringComparison.Ordinal)).Order());
    }

    private async Task ReopensWithAPartAsync(string matter, string part)
    {
        // The relief's service lets a refusal be opened again and a grant not; the withdrawn part is none of its results.
        await (await _driver.PostAsync("window", $"/api/cases/{part}/reopen", new { reason = "再看一次" })).ProblemAsync(HttpStatusCode.Conflict, "reopen-not-offered");
        await (await _driver.PostAsync("window", $"/api/cases/{matter}/reopen", new { reason = "再看一次" })).ProblemAsync(HttpStatusCode.Conflict, "reopen-not-offered");

        var registered = await RegisterAsync(Application.DisabilitySupport.With("disability-certificate", "provided") with { Form = JsonNode.Parse("""{"holdsCertificate":true,"wantsAdaptation":true,"grade":"1","hardship":"low-income","needs":"门口有台阶。","ownsHome":true,"adaptedBefore":false}""")! });
        var (whole, adaptation) = (registered.Text("number")!, NumberOf(registered, "adaptation"));
        Assert.Equal(1, registered.GetProperty("parts").GetArrayLength());
        await _driver.AnswerAsync(adaptation, "accept", "complete");
        await _driver.AnswerAsync(adaptation, "survey", "not-feasible", "不具备条件");
        Assert.Equal("none", (await _driver.CaseAsync(whole)).Text("result"));
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{adaptation}/reopen", new { reason = "补交了鉴定" }));
        await WaitsForAsync(whole, adaptation);
        await _driver.AnswerAsync(adaptation, "survey", "not-feasible", "仍不具备条件");
        Assert.Equal("none", (await _driver.CaseAsync(whole)).Text("result"));
        Assert.Equal(2, (await _driver.EntriesAsync(whole, "closed")).Count);
    }
}
