using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Pages;

/// <summary>The window begins its day with what needs it: whom to call, what waits, what is due.</summary>
public sealed class DeskPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Phone = "13897001234";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task What_needs_the_window_now_stands_on_its_desk_with_the_reason()
    {
        var waiting = await new FileDriver(api).WaitingAsync();
        var promised = await PromisedAsync("2026-10-09");
        using var window = await Visitor.SignedInAsync(api, "window");
        Assert.Equal("/desk", window.Path);
        Assert.Contains("两寸免冠白底照片", Row(window, "waiting", waiting).TextContent, StringComparison.Ordinal);
        Assert.Equal($"/cases/{waiting}", Row(window, "waiting", waiting).QuerySelector("a")!.GetAttribute("href"));

        // Whose task it is opens the task; whom it does not concern reads nothing of it.
        using var holder = await Visitor.SignedInAsync(api, FileDriver.Clerk);
        Assert.StartsWith("/tasks/", Row(holder, "waiting", waiting).QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        using var stranger = await Visitor.SignedInAsync(api, "daka-station.clerk");
        Assert.DoesNotContain(waiting, stranger.Main, StringComparison.Ordinal);

        await _driver.PassToAsync("2026-10-08T10:00");
        await window.OpenAsync("/desk");
        Assert.Contains("承诺材料快到期", Row(window, "calls", promised).TextContent, StringComparison.Ordinal);
        Assert.Contains("2026年10月9日", Row(window, "calls", promised).TextContent, StringComparison.Ordinal);
        await _driver.PassToAsync("2026-10-10T10:00");
        var visit = (await new CaseSeed { Kind = WorkItemKind.Visit, Body = "county-station", Role = "clerk" }.AddAsync(api)).Case.Number;
        var lost = await UndeliveredAsync();
        await window.OpenAsync("/desk");
        foreach (var (number, reason) in new[] { (promised, "承诺材料逾期未交"), (waiting, "告知后未答复"), (visit, "回访"), (lost, "消息没有送达") })
            Assert.Contains(reason, Row(window, "calls", number).TextContent, StringComparison.Ordinal);
        Assert.Contains(promised, Section(window, "calls").QuerySelector("li")!.TextContent, StringComparison.Ordinal);
        Assert.Null(Section(window, "waiting").QuerySelector("li"));

        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{promised}/materials", new { materials = new[] { new { key = "photos", state = "provided" } } }));
        await window.OpenAsync("/desk");
        Assert.DoesNotContain(promised, Section(window, "calls").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_phone_is_shown_once_asked_for_and_that_is_written_down()
    {
        var number = (await new CaseSeed { Kind = WorkItemKind.Visit, Body = "county-station", Role = "clerk", Phone = Phone }.AddAsync(api)).Case.Number;
        using var window = await Visitor.SignedInAsync(api, "window");
        Assert.DoesNotContain(Phone, window.Page.Source.Text, StringComparison.Ordinal);
        await window.SubmitAsync("call", ("number", number));
        Assert.Contains(Phone, Row(window, "calls", number).TextContent, StringComparison.Ordinal);
        Assert.Equal("/desk", window.Path);
        var noted = Assert.Single(await api.WithDbAsync(db => db.Audit.Where(a => a.Action == "phone-shown").ToListAsync(Answers.Ct)));
        Assert.Equal(("window", "county-station", true, false),
            (noted.Actor, noted.ActorBody, noted.DetailJson!.Contains(number, StringComparison.Ordinal), noted.DetailJson.Contains(Phone, StringComparison.Ordinal)));

        using var stranger = await Visitor.SignedInAsync(api, "window2");
        await stranger.SubmitAsync("call", ("number", number));
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Status);
        Assert.DoesNotContain(Phone, stranger.Page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_is_short_and_says_that_there_is_more()
    {
        for (var i = 0; i < 10; i++) await new CaseSeed { Body = "daka-station", Role = "clerk" }.AddAsync(api);
        using var clerk = await Visitor.SignedInAsync(api, "daka-station.clerk");
        Assert.Equal(8, Section(clerk, "due").QuerySelectorAll("li").Length);
        Assert.Contains("8+", Section(clerk, "due").QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> PromisedAsync(string until)
    {
        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync(Registrations.Path);
        await window.SubmitAsync("register", Registrations.With(("material.photos", "promised"), ("materials.photos.promisedUntil", until)));
        return window.Path.Split('/')[2];
    }

    private async Task<string> UndeliveredAsync()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var message = OutboxMessage.Text(found.Id, MessageChannel.Sms, OutboxMessage.Applicant, ("请来取证", "Please come"), api.Clock.GetUtcNow());
        message.Park("http-500");
        await api.WithDbAsync(async db =>
        {
            db.Outbox.Add(message);
            return await db.SaveChangesAsync(Answers.Ct);
        });
        return found.Number;
    }

    private static IElement Section(Visitor visitor, string id) => visitor.Page.QuerySelector($"section[aria-labelledby='s-{id}']")!;

    private static IElement Row(Visitor visitor, string id, string number) =>
        Section(visitor, id).QuerySelectorAll("li").Single(li => li.TextContent.Contains(number, StringComparison.Ordinal));
}
