using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Pages;

/// <summary>Residents apply from home without any script: what they send is a case at the window of their area, and believed in nothing that staff must see.</summary>
public sealed class ApplyPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Form = "/apply/temporary-relief/form";
    private const string Tail = "4321";
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task An_application_is_saved_opened_again_sent_and_becomes_a_case_at_the_window_of_the_area()
    {
        using var resident = new Visitor(api);
        await resident.OpenAsync("/");
        Assert.Equal("/apply", resident.Path);
        Assert.Null(resident.Page.QuerySelector("main a[href='/apply/rights-protection']"));
        Assert.Contains("12338", resident.Main, StringComparison.Ordinal);
        await resident.OpenAsync(resident.Page.QuerySelector("main a[href='/apply/temporary-relief']")!.GetAttribute("href")!);
        Assert.Contains("28个工作日", resident.Main, StringComparison.Ordinal);
        await resident.OpenAsync(resident.Page.QuerySelector($"main a[href='{Form}']")!.GetAttribute("href")!);

        // Saved half filled in, with a mistake in it, and opened again another day.
        await resident.SubmitAsync("apply", ("act", "save"), ("applicant.name", "拉毛吉"));
        Assert.Contains("手机号码", resident.ErrorAt("applicant.phone"), StringComparison.Ordinal);
        Assert.Equal("拉毛吉", resident.Value("applicant.name"));
        await resident.SubmitAsync("apply", ("act", "save"), ("applicant.idNumber", "9901"), ("applicant.phone", "13897004321"), ("form.causeDetail", "第一行\n第二行"));
        var code = resident.Page.QuerySelector(".code")!.TextContent.Trim();
        Assert.Matches("^[2-9A-Z]{5}-[2-9A-Z]{5}$", code);
        Assert.DoesNotContain(code, resident.Path, StringComparison.Ordinal);
        await resident.OpenAsync("/apply/continue");
        await resident.SubmitAsync("continue", ("code", code.ToLowerInvariant().Replace("-", " ")), ("tail", Tail));
        Assert.Equal(("拉毛吉", "9901", "第一行\n第二行"), (resident.Value("applicant.name"), resident.Value("applicant.idNumber"), resident.Value("form.causeDetail")));

        // Everything wrong is said beside its field, and what is right goes on to be checked.
        await resident.SubmitAsync("apply", ("act", "check"));
        Assert.Equal(HttpStatusCode.BadRequest, resident.Status);
        Assert.NotNull(resident.ErrorAt("applicant.idNumber"));
        var person = Application.Person("19830303");
        await resident.SubmitAsync("apply", [("act", "check"), ("applicant.idNumber", person), ("applicant.area", "632622203200"), .. Relief]);
        Assert.Equal("核对并提交", resident.Heading);
        Assert.Contains("第一行", resident.Main, StringComparison.Ordinal);
        Assert.Contains("达卡乡群团服务站", resident.Main, StringComparison.Ordinal);

        // Not without one's word for it; what staff alone may say is not believed.
        await resident.SubmitAsync("apply", ("act", "send"), ("material.id-card", "provided"), ("material.household-register", "promised"));
        Assert.Contains("属实", resident.ErrorAt("declaration"), StringComparison.Ordinal);
        await resident.SendFilesAsync("apply",
            [("act", "send"), ("declaration", "yes"), ("consents.finance-check", "yes"), ("material.bank-account", "promised"), ("material.id-card", "provided"), ("material.household-register", "promised"), ("channel", "proactive")],
            ("file.check-consent", "../../<script>\u202Egnp.jpg", SampleFiles.Jpeg()), ("file.cause-proof", "病历.jpg", "<html>"u8.ToArray()));
        Assert.Equal((HttpStatusCode.OK, "申请已提交"), (resident.Status, resident.Heading));
        Assert.Contains("网页", resident.ErrorAt("file.cause-proof"), StringComparison.Ordinal);
        var number = resident.Page.QuerySelector(".number.big")!.TextContent.Trim();

        var found = await _cases.CaseAsync(number);
        Assert.Equal(("online", "daka-station", "applicant", "Registered"), (found.Text("channel"), found.Text("station"), found.Text("registeredBy"), found.Text("status")));
        Assert.Equal(["bank-account=promised", "cause-proof=missing", "check-consent=provided", "household-register=missing", "id-card=missing"],
            found.GetProperty("materials").EnumerateArray().Select(m => $"{m.Text("key")}={m.Text("state")}").Order(StringComparer.Ordinal));
        Assert.Equal(("accept", "daka-station"), (Assert.Single(CaseDriver.Open(found)), (await _cases.TaskAsync(number, "accept")).Text("body")));
        Assert.Contains("勾选", Assert.Single(found.GetProperty("consents").EnumerateArray()).Text("how"), StringComparison.Ordinal);
        Assert.Equal("applicant", Assert.Single(await _cases.EntriesAsync(number, "registered")).Text("actor"));
        Assert.Equal(1, await api.WithDbAsync(db => db.Outbox.CountAsync(m => m.To == OutboxMessage.Applicant && m.TextZh.Contains(number), Answers.Ct)));

        // What was missing goes the same way afterwards, and what was saved is gone.
        await resident.SendFilesAsync("track", ("file.cause-proof", "病历.jpg", SampleFiles.Jpeg()), ("file.id-card", "证.png", SampleFiles.Png()));
        Assert.Equal((HttpStatusCode.OK, "/track"), (resident.Status, resident.Path));
        Assert.Equal(["file.household-register", "file.bank-account"], resident.Page.QuerySelectorAll("input[type=file]").Select(i => i.GetAttribute("name")));
        await resident.OpenAsync("/apply/continue");
        await resident.SubmitAsync("continue", ("code", code), ("tail", Tail));
        Assert.Equal(HttpStatusCode.BadRequest, resident.Status);
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task The_same_page_sent_twice_makes_one_case_and_changed_answers_make_none()
    {
        var person = Application.Person("19840404");
        using var resident = await CheckedAsync(person);
        (string, string?)[] send = [("act", "send"), ("declaration", "yes")];
        var key = resident.Value("key");
        using var again = await CheckedAsync(person, key);
        await resident.SubmitAsync("apply", send);
        var number = resident.Page.QuerySelector(".number.big")!.TextContent;
        await again.SubmitAsync("apply", send);
        Assert.Equal(number, again.Page.QuerySelector(".number.big")!.TextContent);

        using var changed = await CheckedAsync(person, key, ("form.amountWanted", "2"));
        await changed.SubmitAsync("apply", send);
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Contains("已经提交过", changed.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_answer_is_shown_in_the_other_language_and_nothing_is_done_twice()
    {
        await using var own = new ApiFactory();
        using var resident = await CheckedAsync(own, Application.Person("19890909"));
        (string, string?) english = ("language", "en"), chinese = ("language", "zh");
        await resident.SubmitWithAsync("language", english);
        Assert.Equal("Check and send", resident.Heading);
        await resident.SubmitAsync("apply", ("act", "save"));
        var code = resident.Page.QuerySelector(".code")!.TextContent.Trim();
        await resident.SubmitWithAsync("language", chinese);
        Assert.Equal(("zh", code), (resident.Page.DocumentElement.GetAttribute("lang")![..2], resident.Page.QuerySelector(".code")?.TextContent.Trim()));
        await resident.SubmitAsync("apply", ("act", "check"));
        await resident.SubmitAsync("apply", ("act", "send"), ("declaration", "yes"));
        var number = resident.Page.QuerySelector(".number.big")!.TextContent;
        await resident.SubmitWithAsync("language", english);
        Assert.Equal(("en", number), (resident.Page.DocumentElement.GetAttribute("lang"), resident.Page.QuerySelector(".number.big")?.TextContent));
        Assert.Equal((1, 0), (await own.WithDbAsync(db => db.Cases.CountAsync(Answers.Ct)), await own.WithDbAsync(db => db.Drafts.CountAsync(Answers.Ct))));
    }

    [Fact]
    public async Task Only_whoever_knows_number_and_phone_is_told_of_an_earlier_case()
    {
        var person = Application.Person("19850505");
        var number = await _cases.RegisterAsync(Application.Relief with { IdNumber = person, Phone = "13897004321" });
        using var resident = await CheckedAsync(person);
        await resident.SubmitAsync("apply", ("act", "send"), ("declaration", "yes"));
        Assert.Equal(HttpStatusCode.Conflict, resident.Status);
        Assert.Contains(number, resident.ErrorAt("confirmDuplicate.reason"), StringComparison.Ordinal);

        using var neighbour = await CheckedAsync(person, null, ("applicant.phone", "13997000000"));
        await neighbour.SubmitAsync("apply", ("act", "send"), ("declaration", "yes"));
        Assert.Equal(HttpStatusCode.OK, neighbour.Status);
        Assert.DoesNotContain(number, neighbour.Page.Source.Text, StringComparison.Ordinal);
        var second = neighbour.Page.QuerySelector(".number.big")!.TextContent.Trim();
        Assert.NotEmpty((await _cases.CaseAsync(second)).GetProperty("duplicates").EnumerateArray());
    }

    [Fact]
    public async Task A_code_opens_nothing_without_its_tail_and_guessing_is_slowed_down()
    {
        await using var own = new ApiFactory();
        using var resident = new Visitor(own);
        await resident.OpenAsync(Form);
        await resident.SubmitAsync("apply", ("act", "save"), ("applicant.name", "旦增"), ("applicant.phone", "13897004321"));
        var code = resident.Page.QuerySelector(".code")!.TextContent.Trim();
        var stored = await own.WithDbAsync(db => db.Drafts.Select(d => d.UserName + d.ContentSealed).SingleAsync(Answers.Ct));
        Assert.DoesNotContain(code.Replace("-", ""), stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("旦增", stored, StringComparison.Ordinal);

        List<string> told = [];
        foreach (var (tried, tail) in new[] { (code, "0000"), ("AAAAA-AAAAA", Tail), (code, ""), ("", "") })
        {
            await resident.OpenAsync("/apply/continue");
            await resident.SubmitAsync("continue", ("code", tried), ("tail", tail));
            Assert.Equal(HttpStatusCode.BadRequest, resident.Status);
            told.Add(resident.Main);
        }

        Assert.Single(told.Distinct());
        for (var i = 0; i < 7; i++) await resident.SubmitAsync("continue", ("code", code), ("tail", $"{i:0000}"));
        await resident.SubmitAsync("continue", ("code", code), ("tail", Tail));
        Assert.Equal(HttpStatusCode.TooManyRequests, resident.Status);
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        await resident.SubmitAsync("continue", ("code", code), ("tail", Tail));
        Assert.Equal("旦增", resident.Value("applicant.name"));
        own.Clock.Advance(TimeSpan.FromDays(30));
        await resident.OpenAsync("/apply/continue");
        await resident.SubmitAsync("continue", ("code", code), ("tail", Tail));
        Assert.Equal(HttpStatusCode.BadRequest, resident.Status);
    }

    [Fact]
    public async Task One_person_and_one_address_send_so_many_and_no_more()
    {
        await using var own = new ApiFactory();
        var person = Application.Person("19860606");
        List<HttpStatusCode> sent = [];
        for (var i = 0; i < 11; i++)
        {
            if (i == 6) own.Clock.Advance(TimeSpan.FromDays(1));
            using var resident = await CheckedAsync(own, person, null, ("confirmDuplicate.reason", "另一件事"));
            await resident.SubmitAsync("apply", ("act", "send"), ("declaration", "yes"));
            sent.Add(resident.Status);
            if (i == 5) Assert.Contains("5", resident.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 5), HttpStatusCode.TooManyRequests, .. Enumerable.Repeat(HttpStatusCode.OK, 5)], sent);
        for (var i = 0; i < 5; i++)
        {
            using var resident = await CheckedAsync(own, Application.Person("19870707"), null, ("applicant.phone", "1"));
            await resident.SubmitAsync("apply", ("act", "send"), ("declaration", "yes"));
        }

        using var blocked = await CheckedAsync(own, Application.Person("19880808"));
        await blocked.SubmitAsync("apply", ("act", "send"), ("declaration", "yes"));
        Assert.Equal(HttpStatusCode.TooManyRequests, blocked.Status);
        Assert.Equal(10, await own.WithDbAsync(db => db.Cases.CountAsync(Answers.Ct)));
    }

    [Theory]
    [InlineData("/apply/rights-protection")]
    [InlineData("/apply/rights-protection/form")]
    [InlineData("/apply/no-such-service/form")]
    public async Task What_is_not_asked_for_online_is_the_same_calm_page(string path)
    {
        using var resident = new Visitor(api);
        await resident.OpenAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, "没有找到这个页面"), (resident.Status, resident.Heading));
        Assert.Contains("窗口", resident.Main, StringComparison.Ordinal);
    }

    private static (string Name, string? Value)[] Relief =>
        [("form.cause", "illness"), ("form.amountWanted", "3000"), ("form.householdSize", "4"), ("form.urgent", "false"), ("form.sameCauseThisYear", "false")];

    private Task<Visitor> CheckedAsync(string person, string? key = null, params (string Name, string? Value)[] changes) => CheckedAsync(api, person, key, changes);

    /// <summary>A resident whose application is filled in and was looked at.</summary>
    private static async Task<Visitor> CheckedAsync(ApiFactory at, string person, string? key = null, params (string Name, string? Value)[] changes)
    {
        var resident = new Visitor(at);
        await resident.OpenAsync(Form);
        (string Name, string? Value)[] typed =
        [
            ("act", "check"), ("applicant.name", "拉毛吉"), ("applicant.idNumber", person), ("applicant.phone", "13897004321"), ("applicant.area", "632622203200"),
            ("form.causeDetail", "突发重病住院。"), .. Relief,
        ];
        if (key is not null) changes = [.. changes, ("key", key)];
        await resident.SubmitAsync("apply", [.. typed.Where(t => changes.All(c => c.Name != t.Name)), .. changes]);
        return resident;
    }
}
