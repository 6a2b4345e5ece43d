using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Intake;

/// <summary>A half-filled registration waits for its clerk, on any node, and is gone once it is a case or its time is over.</summary>
public sealed class DraftTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task What_was_typed_is_there_again_wrong_answers_included()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync(Registrations.Path);
        await visitor.SubmitAsync("register", ("act", "draft"), ("applicant.name", "李四"), ("applicant.idNumber", "99010"), ("applicant.area", "632622203200"),
            ("form.disabilityType", "4"), ("form.lossCount", "many"), ("material.photos", "promised"), ("agent.name", "王五"), ("channel", "phone"));
        Assert.Contains("draft=", visitor.Path, StringComparison.Ordinal);
        Assert.Contains("草稿已", visitor.Main, StringComparison.Ordinal);
        var draft = visitor.Path;
        await visitor.OpenAsync("/register");
        Assert.NotNull(visitor.Page.QuerySelector($"main a[href='{draft}']"));
        await visitor.OpenAsync(draft);
        foreach (var (name, value) in new[]
        {
            ("applicant.name", "李四"), ("applicant.idNumber", "99010"), ("applicant.area", "632622203200"), ("form.disabilityType", "4"),
            ("form.lossCount", "many"), ("material.photos", "promised"), ("agent.name", "王五"), ("channel", "phone"),
        })
            Assert.Equal((name, value), (name, visitor.Value(name)));

        await visitor.SubmitAsync("register", [.. Registrations.Complete("李四").Where(f => f.Name != "applicant.idNumber"),
            ("applicant.idNumber", Application.Person("19820202")), ("form.lossCount", null), ("agent.name", null)]);
        Assert.EndsWith("/receipt", visitor.Path, StringComparison.Ordinal);
        foreach (var gone in new[] { draft, "/register/disability-certificate?draft=cut-short" })
        {
            await visitor.OpenAsync(gone);
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        }
    }

    [Fact]
    public async Task A_draft_is_deleted_from_the_list_of_its_clerk()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync("/register/legal-aid");
        await visitor.SubmitAsync("register", ("act", "draft"), ("applicant.name", "李四"));
        await visitor.OpenAsync("/register");
        var id = visitor.Page.QuerySelector("button[name=deleted]")!.GetAttribute("value")!;
        await visitor.SubmitAsync("drafts", ("deleted", id));
        Assert.Null(visitor.Page.QuerySelector($"button[value='{id}']"));
    }

    [Fact]
    public async Task Over_http_a_draft_is_saved_listed_read_overwritten_and_deleted()
    {
        var client = await api.ClientAsync("window2");
        var id = await SaveAsync("window2", new { service = "legal-aid", applicant = new { name = "李四" } });
        Assert.Equal([id], (await client.JsonAsync("/api/drafts")).Texts("id"));
        await CaseDriver.OkAsync(await client.PutAsJsonAsync($"/api/drafts/{id}", new { service = "legal-aid", applicant = new { name = "李五" }, form = new { matter = "欠薪" } }, Answers.Ct));
        var content = (await client.JsonAsync($"/api/drafts/{id}")).GetProperty("content");
        Assert.Equal(("李五", "欠薪"), (content.GetProperty("applicant").Text("name"), content.GetProperty("form").Text("matter")));
        await (await client.PutAsJsonAsync($"/api/drafts/{id}", new { service = "student-aid" }, Answers.Ct)).ProblemAsync(HttpStatusCode.Conflict, "draft-of-other-service");
        await (await client.PostAsJsonAsync("/api/drafts", new { service = "no-such" }, Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "service-not-found");
        await (await client.PostAsJsonAsync("/api/drafts", new { }, Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await client.PostAsJsonAsync("/api/drafts", new { service = "legal-aid", form = new { matter = new string('长', 100_001) } }, Answers.Ct)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "draft-too-large");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/drafts/{id}", Answers.Ct)).StatusCode);
        await (await client.GetAsync($"/api/drafts/{id}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "draft-not-found");
    }

    [Fact]
    public async Task A_draft_is_its_clerks_own()
    {
        var id = await SaveAsync("window", new { service = "legal-aid" });
        foreach (var other in new[] { "window2", "office", "admin" })
        {
            var client = await api.ClientAsync(other);
            await (await client.GetAsync($"/api/drafts/{id}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "draft-not-found");
            await (await client.DeleteAsync($"/api/drafts/{id}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "draft-not-found");
        }
    }

    [Fact]
    public async Task What_was_typed_about_a_person_lies_sealed()
    {
        await SaveAsync("window", new { service = "legal-aid", applicant = new { name = "却吉卓玛", phone = "13897004321" } });
        var stored = await api.WithDbAsync(db => db.Drafts.Select(d => d.ContentSealed).ToListAsync(Answers.Ct));
        Assert.NotEmpty(stored);
        Assert.All(stored, s => Assert.False(s.Contains("却吉卓玛", StringComparison.Ordinal) || s.Contains("13897004321", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_registration_that_is_refused_leaves_its_draft_and_one_that_is_taken_removes_it()
    {
        var id = await SaveAsync("window", new { service = "legal-aid" });
        var application = Application.LegalAid;
        await (await _driver.PostAsync("window", "/api/cases", Body(application with { Phone = "1" }, id))).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        var client = await api.ClientAsync("window");
        await client.JsonAsync($"/api/drafts/{id}");
        await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Body(application, id)), HttpStatusCode.Created);
        await (await client.GetAsync($"/api/drafts/{id}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "draft-not-found");
    }

    [Fact]
    public async Task After_its_time_a_draft_is_not_shown_and_then_not_there()
    {
        await using var own = new ApiFactory();
        var driver = new CaseDriver(own);
        var id = (await CaseDriver.OkAsync(await driver.PostAsync("window", "/api/drafts", new { service = "legal-aid" }), HttpStatusCode.Created)).Text("id");
        own.Clock.Advance(TimeSpan.FromDays(30));
        await (await (await own.ClientAsync("window")).GetAsync($"/api/drafts/{id}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "draft-not-found");
        await driver.PassAsync(TimeSpan.Zero);
        Assert.Equal(0, await own.WithDbAsync(db => db.Drafts.CountAsync(Answers.Ct)));
    }

    [Fact]
    public async Task A_draft_saved_on_one_node_is_read_on_another()
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-drafts-");
        try
        {
            await using var one = new ApiFactory { DataFolder = folder.FullName };
            await using var two = new ApiFactory { DataFolder = folder.FullName };
            var id = (await CaseDriver.OkAsync(await new CaseDriver(one).PostAsync("window", "/api/drafts", new { service = "legal-aid", applicant = new { name = "李四" } }), HttpStatusCode.Created)).Text("id");
            Assert.Equal("李四", (await (await two.ClientAsync("window")).JsonAsync($"/api/drafts/{id}")).GetProperty("content").GetProperty("applicant").Text("name"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private async Task<string> SaveAsync(string by, object content) =>
        (await CaseDriver.OkAsync(await _driver.PostAsync(by, "/api/drafts", content), HttpStatusCode.Created)).Text("id")!;

    private static JsonObject Body(Application application, string draft)
    {
        var body = JsonSerializer.SerializeToNode(application.Body)!.AsObject();
        body["draft"] = draft;
        return body;
    }
}
