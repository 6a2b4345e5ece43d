using System.Net;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

public sealed class TaskPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_decision_moves_the_case_to_the_next_body()
    {
        using var window = await AcceptedAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        Assert.Equal("/tasks", federation.Path);
        await federation.OpenAsync(LatestTask(federation));

        Assert.Contains("指定评定机构", federation.Heading, StringComparison.Ordinal);
        Assert.Contains("材料齐全，予以受理", federation.Main, StringComparison.Ordinal);
        await federation.SubmitAsync("decide", ("outcome", Outcome(federation)), ("data.hospital", "县人民医院"));

        Assert.Equal("/tasks", federation.Path);
        using var hospital = await Visitor.SignedInAsync(api, "hospital.handler");
        await hospital.OpenAsync(LatestTask(hospital));
        Assert.Contains("县人民医院", hospital.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_of_a_step_asks_for_is_told_beside_its_field()
    {
        using var window = await AcceptedAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        await federation.OpenAsync(LatestTask(federation));
        await federation.SubmitAsync("decide", ("outcome", Outcome(federation)), ("opinion", "已与医院联系"));

        Assert.Equal(HttpStatusCode.BadRequest, federation.Status);
        Assert.Contains("还没有填写", federation.ErrorAt("data.hospital"), StringComparison.Ordinal);
        Assert.Equal("已与医院联系", federation.Value("opinion"));
    }

    [Fact]
    public async Task A_decision_without_an_outcome_is_refused_at_the_choice()
    {
        using var window = await AcceptedAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        await federation.OpenAsync(LatestTask(federation));
        await federation.SubmitAsync("decide");

        Assert.Contains("请选择办理结果", federation.ErrorAt("outcome"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claimed_task_can_be_released()
    {
        using var window = await AcceptedAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        var task = LatestTask(federation);
        await federation.OpenAsync(task);
        await federation.SubmitAsync("claim");
        Assert.Contains("federation-disabled.handler", federation.Page.QuerySelector(".state")!.TextContent, StringComparison.Ordinal);
        await federation.OpenAsync("/tasks?scope=mine&state=open");
        Assert.NotNull(federation.Page.QuerySelector($"a[href='{task}']"));

        await federation.OpenAsync(task);
        await federation.SubmitAsync("claim");

        Assert.Contains("未领取", federation.Page.QuerySelector(".state")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_back_needs_a_reason_and_returns_to_the_chosen_step()
    {
        using var window = await AcceptedAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        await federation.OpenAsync(LatestTask(federation));
        await federation.SubmitAsync("return", ("toActivityId", "accept"));
        Assert.Equal(HttpStatusCode.BadRequest, federation.Status);
        Assert.True(federation.Page.QuerySelectorAll("details").Single(d => d.QuerySelector("[name=toActivityId]") is not null).HasAttribute("open"));
        Assert.Single(federation.Page.QuerySelectorAll(".field .error"));

        await federation.SubmitAsync("return", ("toActivityId", "accept"), ("reason", "申请表缺签字"));

        Assert.Equal("/tasks", federation.Path);
        await window.OpenAsync("/tasks");
        await window.OpenAsync(LatestTask(window));
        Assert.Contains("受理", window.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passing_a_task_on_takes_it_out_of_the_list()
    {
        using var window = await AcceptedAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        var task = LatestTask(federation);
        await federation.OpenAsync(task);
        var other = federation.Page.QuerySelectorAll("select[name=to] option").First(o => o.GetAttribute("value")!.EndsWith("disabled", StringComparison.Ordinal));
        await federation.SubmitAsync("transfer", ("to", other.GetAttribute("value")), ("reason", "由乡镇残联就近办理"));

        Assert.Equal("/tasks", federation.Path);
        Assert.Null(federation.Page.QuerySelector($"a[href='{task}']"));
    }

    [Fact]
    public async Task A_task_of_another_post_is_not_found()
    {
        using var window = await AcceptedAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        using var stranger = await Visitor.SignedInAsync(api, "law-firm.handler");
        await stranger.OpenAsync(LatestTask(federation));

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    /// <summary>A case that the window has registered and accepted; it now waits at the federation.</summary>
    private async Task<Visitor> AcceptedAsync()
    {
        var window = await Visitor.SignedInAsync(api, "daka-station.clerk");
        await window.OpenAsync(Registrations.Path);
        await window.SubmitAsync("register", Registrations.Complete());
        await window.OpenAsync(window.Path[..^"/receipt".Length]);
        await window.OpenAsync(window.Page.QuerySelector(".cards a")!.GetAttribute("href")!);
        await window.SubmitAsync("decide", ("outcome", "complete"), ("opinion", "材料齐全，予以受理"));
        Assert.Equal("/tasks", window.Path);
        return window;
    }

    private static string LatestTask(Visitor visitor) => visitor.Page.QuerySelectorAll("tbody tr")[^1].QuerySelector("a")!.GetAttribute("href")!;

    private static string Outcome(Visitor visitor) => visitor.Page.QuerySelector("[name=outcome]")!.GetAttribute("value")!;
}
