using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;

namespace OneWindow.Browser.Tests.Pages;

/// <summary>All pages. One that is missing here fails a test; a further state of a page is a further line.</summary>
internal static class SitePages
{
    private const string Nobody = "";
    private const string Office = "office";

    /// <summary>Routes that lead on to another page and have no look of their own.</summary>
    public static readonly string[] Redirects = ["/"];

    public static readonly IReadOnlyList<SitePage> All =
    [
        new("sign-in", "/sign-in", Nobody, _ => "/sign-in"),
        new("sign-in-errors", "/sign-in", Nobody, _ => "/sign-in") { Prepare = (page, _) => SendAsync(page, "sign-in") },
        new("session-over", "/sign-in", Nobody, _ => "/sign-in") { Prepare = SessionOverAsync },
        new("track", "/track", Nobody, _ => "/track"),
        new("track-errors", "/track", Nobody, _ => "/track") { Prepare = (page, _) => SendAsync(page, "track") },
        new("track-unknown", "/track/{Number}", Nobody, w => $"/track/{w.Registered}") { Prepare = (page, _) => TrackAsync(page, "0000") },
        new("track-result", "/track/{Number}", Nobody, w => $"/track/{w.Registered}") { Prepare = FoundAsync },
        new("track-asked", "/track/{Number}", Nobody, w => $"/track/{w.Waiting}") { Prepare = FoundAsync },
        new("track-closed", "/track/{Number}", Nobody, w => $"/track/{w.Closed}") { Prepare = FoundAsync },
        new("not-found", "/track", Nobody, _ => "/nowhere"),
        new("register", "/register", Desk.Clerk, _ => "/register"),
        new("register-form", "/register/{Service}", Desk.Clerk, _ => "/register/temporary-relief") { Prepare = UnfoldAsync },
        new("register-errors", "/register/{Service}", Desk.Clerk, _ => "/register/temporary-relief") { Prepare = (page, _) => SendAsync(page, "register") },
        new("register-draft", "/register/{Service}", Desk.Clerk, w => $"/register/disability-certificate?draft={w.Draft}"),
        new("receipt", "/cases/{Number}/receipt", Desk.Clerk, w => $"/cases/{w.Waiting}/receipt") { Printed = true },
        new("notice", "/cases/{Number}/notice", Desk.Clerk, w => $"/cases/{w.Waiting}/notice") { Printed = true },
        new("letter", "/cases/{Number}/documents/{Id:guid}", Desk.Clerk, w => $"/cases/{w.Closed}/documents/{w.Letter}") { Printed = true },
        new("case", "/cases/{Number}", Desk.Clerk, w => $"/cases/{w.Waiting}") { Prepare = UnfoldAsync },
        new("case-closed", "/cases/{Number}", Desk.Clerk, w => $"/cases/{w.Closed}") { Prepare = UnfoldAsync },
        new("deadline", "/cases/{Number}/deadline", Desk.Clerk, w => $"/cases/{w.Waiting}/deadline") { Prepare = UnfoldAsync },
        new("cases", "/cases", Desk.Clerk, _ => "/cases"),
        new("cases-none", "/cases", Desk.Clerk, _ => "/cases?q=%E6%97%A0%E6%AD%A4%E4%BA%BA"),
        new("tasks", "/tasks", Desk.Clerk, _ => "/tasks"),
        new("tasks-none", "/tasks", "law-firm.handler", _ => "/tasks?scope=mine"),
        new("task", "/tasks/{Id:guid}", Desk.Clerk, w => $"/tasks/{w.RegisteredTask}") { Prepare = UnfoldAsync },
        new("task-errors", "/tasks/{Id:guid}", Desk.Clerk, w => $"/tasks/{w.RegisteredTask}") { Prepare = (page, _) => SendAsync(page, "decide") },
        new("absences", "/absences", Desk.Clerk, _ => "/absences"),
        new("absences-errors", "/absences", Desk.Clerk, _ => "/absences") { Prepare = (page, _) => SendAsync(page, "record") },
        new("cases-office", "/cases", Office, _ => "/cases"),
        new("case-office", "/cases/{Number}", Office, w => $"/cases/{w.Registered}") { Prepare = UnfoldAsync },
        new("totals", "/cases/totals", Office, _ => "/cases/totals"),
        new("map", "/workflows", Office, _ => "/workflows"),
        new("map-service", "/workflows/{DefinitionId}", Office, _ => "/workflows/temporary-relief"),
        new("ledgers", "/ledgers", Office, _ => "/ledgers"),
        new("grants", "/ledgers/grants", Office, _ => "/ledgers/grants"),
    ];

    /// <summary>Opens every folded part.</summary>
    private static async Task UnfoldAsync(IPage page, World world) =>
        await page.EvaluateAsync("for (const part of document.querySelectorAll('main details')) part.open = true");

    /// <summary>Sends a form as it is and waits for what is wrong with it.</summary>
    private static async Task SendAsync(IPage page, string form)
    {
        await page.Locator($"form:has(input[name=_handler][value='{form}']) button.button:not([name])").First.ClickAsync();
        await page.Locator(".errors").WaitForAsync();
    }

    private static async Task TrackAsync(IPage page, string tail)
    {
        await page.Locator("[name=tail]").FillAsync(tail);
        await page.Locator("main form button").First.ClickAsync();
        await page.Locator(".errors, .progress").First.WaitForAsync();
    }

    private static async Task FoundAsync(IPage page, World world)
    {
        await TrackAsync(page, Desk.PhoneTail);
        await UnfoldAsync(page, world);
    }

    /// <summary>What answers a form whose session has ended; it signs somebody in and out for that.</summary>
    private static async Task SessionOverAsync(IPage page, World world)
    {
        await page.SignInAsync(Desk.Clerk);
        await page.GotoAsync("/absences");
        await page.Context.ClearCookiesAsync(new() { Name = Desk.SessionCookie });
        await page.Locator("form:has([name=from]) button").ClickAsync();
        await page.Locator("input[name=carried]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }
}
