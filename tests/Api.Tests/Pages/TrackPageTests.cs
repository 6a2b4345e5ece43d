using System.Net;
using System.Text;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

public sealed class TrackPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const int MostBytes = 60 * 1024;
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task The_right_digits_show_the_stage_and_stay_out_of_the_address()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        using var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{found.Number}");
        Assert.Equal(found.Number, resident.Value("number"));
        await resident.SubmitAsync("track", ("tail", "1234"));

        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Equal("正在为您指定评定医院", resident.Heading);
        Assert.DoesNotContain("1234", resident.Path, StringComparison.Ordinal);
        Assert.Single(resident.Page.QuerySelectorAll(".progress .now"));
    }

    [Fact]
    public async Task A_wrong_tail_and_an_unknown_number_read_alike()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var wrong = await TryAsync(found.Number, "0000");
        var unknown = await TryAsync("26092900000000", "1234");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(wrong, unknown);
        Assert.Contains("编号或手机尾号不对", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_tells_nothing_of_who_it_is_about()
    {
        var seed = new CaseSeed();
        var (found, _) = await seed.AddAsync(api);
        using var resident = new Visitor(api);
        await resident.OpenAsync("/track");
        await resident.SubmitAsync("track", ("number", found.Number), ("tail", "1234"));

        foreach (var secret in new[] { seed.Name, seed.Phone, seed.IdNumber, "federation-disabled" })
            Assert.DoesNotContain(secret, resident.Page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_for_residents_are_light_on_the_first_view()
    {
        var number = await _cases.RegisterAsync(Application.Certificate.With("photos", "missing"));
        await _cases.AnswerAsync(number, "accept", "gaps", "缺照片", new { missing = new[] { "photos" } });
        using var resident = new Visitor(api);
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = api.CreateClient().BaseAddress };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        foreach (var path in new[] { "/apply", "/apply/disability-certificate", "/apply/disability-certificate/form", "/apply/continue", $"/track/{number}" })
        {
            await resident.OpenAsync(path);
            await WeighAsync(resident, http, 3);
        }

        await resident.SubmitAsync("track", ("tail", "1234"));
        Assert.NotNull(resident.Page.QuerySelector("svg"));
        await WeighAsync(resident, http, 4);
    }

    [Fact]
    public async Task The_applicant_takes_the_request_back_after_being_asked_once_more()
    {
        var number = await _cases.RegisterAsync(Application.Certificate);
        using var resident = await TrackedAsync(number);
        await resident.SubmitWithAsync("withdraws");
        Assert.Equal("要撤回这份申请吗？", resident.Heading);
        Assert.Equal("Registered", (await _cases.CaseAsync(number)).Text("status"));
        await resident.SubmitWithAsync("language", ("language", "en"));
        Assert.NotNull(resident.Page.QuerySelector("[name=withdraws][value=sure]"));
        await resident.SubmitWithAsync("language", ("language", "zh"));
        await resident.SubmitWithAsync("withdraws", ("reason", new string('长', 501)));
        Assert.Contains("过长", resident.ErrorAt("reason"), StringComparison.Ordinal);
        Assert.Equal("Registered", (await _cases.CaseAsync(number)).Text("status"));
        await resident.SubmitWithAsync("withdraws", ("reason", "搬到外地了"));
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("撤回", resident.Heading, StringComparison.Ordinal);
        Assert.Contains("不是您本人操作", resident.Page.QuerySelector(".messages")!.TextContent, StringComparison.Ordinal);
        Assert.Null(resident.Page.QuerySelector("[name=withdraws]"));

        var found = await _cases.CaseAsync(number);
        Assert.Equal(("Closed", "withdrawn", "搬到外地了"), (found.Text("status"), found.Text("result"), found.Text("closingReason")));
        Assert.Empty(CaseDriver.Open(found));
        Assert.Equal("applicant", Assert.Single(await _cases.EntriesAsync(number, "withdrawn")).Text("actor"));
        await CaseDriver.OkAsync(await WithdrawAsync(number, "1234"));
        Assert.Single(await _cases.EntriesAsync(number, "withdrawn"));
    }

    [Fact]
    public async Task Nobody_withdraws_without_the_tail_or_where_a_window_has_to_talk_first()
    {
        var number = await _cases.RegisterAsync(Application.RightsProtection);
        using var resident = await TrackedAsync(number);
        Assert.Null(resident.Page.QuerySelector("[name=withdraws]"));
        await (await WithdrawAsync(number, "1234")).ProblemAsync(HttpStatusCode.Conflict, "withdraw-at-window");
        await (await WithdrawAsync(number, "0000")).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        await (await WithdrawAsync("26092900000000", "1234")).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        for (var i = 0; i < 10; i++) await WithdrawAsync(number, $"{i:0000}");
        await (await WithdrawAsync(number, "1234")).ProblemAsync(HttpStatusCode.TooManyRequests, "track-closed");
        Assert.NotEqual("Closed", (await _cases.CaseAsync(number)).Text("status"));
    }

    [Fact]
    public async Task The_page_says_what_comes_next_and_whom_to_call()
    {
        using var resident = await TrackedAsync(await _cases.RegisterAsync(Application.Certificate, "sailaitang-station.clerk"));
        Assert.Contains("接下来", resident.Main, StringComparison.Ordinal);
        Assert.Equal("tel:0975-0000000", resident.Page.QuerySelector(".facts a[href^='tel:']")!.GetAttribute("href"));
    }

    private async Task<HttpResponseMessage> WithdrawAsync(string number, string tail) =>
        await _cases.PostAsync("", $"/api/track/{number}/withdraw", new { tail, reason = (string?)null });

    private async Task<Visitor> TrackedAsync(string number)
    {
        var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{number}");
        await resident.SubmitAsync("track", ("tail", "1234"));
        return resident;
    }

    /// <summary>Pages are weighed as they are, what lies beside them as it travels.</summary>
    private static async Task WeighAsync(Visitor resident, HttpClient http, int files)
    {
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        var parts = resident.Page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        var bytes = Encoding.UTF8.GetByteCount(resident.Page.Source.Text);
        foreach (var part in parts) bytes += (await http.GetByteArrayAsync(part, Answers.Ct)).Length;
        Assert.Equal(files, parts.Count);
        Assert.InRange(bytes, 1, MostBytes);
        Assert.All(parts, part => Assert.StartsWith("/", part, StringComparison.Ordinal));
    }

    private async Task<(HttpStatusCode Status, string Text)> TryAsync(string number, string tail)
    {
        using var resident = new Visitor(api);
        await resident.OpenAsync("/track");
        await resident.SubmitAsync("track", ("number", number), ("tail", tail));
        return (resident.Status, resident.Main);
    }
}
