using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;

namespace OneWindow.Browser.Tests.Pages;

/// <summary>All pages. One that is missing here fails a test; a further state of a page is a further line.</summary>
internal static class SitePages
{
    private const string Nobody = "";
    private const string Office = "office";
    private const string Admin = "admin";

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
        new("track-matter", "/track/{Number}", Nobody, w => $"/track/{w.Matter}") { Prepare = FoundAsync },
        new("track-withdraw", "/track/{Number}", Nobody, w => $"/track/{w.Registered}") { Prepare = WithdrawAsync },
        new("apply", "/apply", Nobody, _ => "/apply"),
        new("apply-start", "/apply/{Service}", Nobody, _ => "/apply/temporary-relief"),
        new("apply-form", "/apply/{Service}/form", Nobody, _ => "/apply/temporary-relief/form"),
        new("apply-errors", "/apply/{Service}/form", Nobody, _ => "/apply/temporary-relief/form") { Prepare = (page, _) => ActAsync(page, "check", ".errors") },
        new("apply-check", "/apply/{Service}/form", Nobody, _ => "/apply/temporary-relief/form") { Prepare = CheckAsync },
        new("apply-saved", "/apply/{Service}/form", Nobody, _ => "/apply/temporary-relief/form") { Prepare = SavedAsync },
        new("apply-sent", "/apply/{Service}/form", Nobody, _ => "/apply/temporary-relief/form") { Prepare = SentAsync, Printed = true },
        new("apply-continue", "/apply/continue", Nobody, _ => "/apply/continue"),
        new("not-found", "/track", Nobody, _ => "/nowhere"),
        new("desk", "/desk", Desk.Clerk, _ => "/desk"),
        new("design", "/design", Desk.Clerk, _ => "/design"),
        new("residents", "/residents", Desk.Clerk, _ => "/residents"),
        new("residents-errors", "/residents", Desk.Clerk, _ => "/residents") { Prepare = (page, _) => SendAsync(page, "residents") },
        new("residents-found", "/residents", Desk.Clerk, _ => "/residents") { Prepare = ResidentAsync },
        new("register", "/register", Desk.Clerk, _ => "/register"),
        new("register-form", "/register/{Service}", Desk.Clerk, _ => "/register/temporary-relief") { Prepare = UnfoldAsync },
        new("register-errors", "/register/{Service}", Desk.Clerk, _ => "/register/temporary-relief") { Prepare = (page, _) => SendAsync(page, "register") },
        new("register-draft", "/register/{Service}", Desk.Clerk, w => $"/register/disability-certificate?draft={w.Draft}"),
        new("receipt", "/cases/{Number}/receipt", Desk.Clerk, w => $"/cases/{w.Waiting}/receipt") { Printed = true },
        new("receipt-a5", "/cases/{Number}/receipt", Desk.Clerk, w => $"/cases/{w.Waiting}/receipt?paper=a5") { Printed = true },
        new("notice", "/cases/{Number}/notice", Desk.Clerk, w => $"/cases/{w.Waiting}/notice") { Printed = true },
        new("letter", "/cases/{Number}/documents/{Id:guid}", Desk.Clerk, w => $"/cases/{w.Closed}/documents/{w.Letter}") { Printed = true },
        new("case", "/cases/{Number}", Desk.Clerk, w => $"/cases/{w.Waiting}") { Prepare = UnfoldAsync },
        new("case-closed", "/cases/{Number}", Desk.Clerk, w => $"/cases/{w.Closed}") { Prepare = UnfoldAsync },
        new("deadline", "/cases/{Number}/deadline", Desk.Clerk, w => $"/cases/{w.Waiting}/deadline") { Prepare = UnfoldAsync },
        new("personal-data", "/cases/{Number}/personal-data", Desk.Clerk, w => $"/cases/{w.Waiting}/personal-data"),
        new("cases", "/cases", Desk.Clerk, _ => "/cases"),
        new("cases-none", "/cases", Desk.Clerk, _ => "/cases?q=%E6%97%A0%E6%AD%A4%E4%BA%BA"),
        new("tasks", "/tasks", Desk.Clerk, _ => "/tasks"),
        new("tasks-filtered", "/tasks", Desk.Clerk, _ => "/tasks?service=disability-certificate&step=accept"),
        new("tasks-none", "/tasks", "law-firm.handler", _ => "/tasks?scope=mine"),
        new("task", "/tasks/{Id:guid}", Desk.Clerk, w => $"/tasks/{w.RegisteredTask}") { Prepare = UnfoldAsync },
        new("task-errors", "/tasks/{Id:guid}", Desk.Clerk, w => $"/tasks/{w.RegisteredTask}") { Prepare = (page, _) => SendAsync(page, "decide") },
        new("absences", "/absences", Desk.Clerk, _ => "/absences"),
        new("absences-errors", "/absences", Desk.Clerk, _ => "/absences") { Prepare = (page, _) => SendAsync(page, "record") },
        new("matter-form", "/register/{Service}", Desk.Clerk, _ => "/register/student-family") { Prepare = UnfoldAsync },
        new("matter", "/cases/{Number}", Desk.Clerk, w => $"/cases/{w.Matter}") { Prepare = UnfoldAsync },
        new("matter-receipt", "/cases/{Number}/receipt", Desk.Clerk, w => $"/cases/{w.Matter}/receipt") { Printed = true },
        new("office", "/office", Office, _ => "/office"),
        new("office-cases", "/office/cases", Office, _ => "/office/cases"),
        new("office-tasks", "/office/tasks", Office, _ => "/office/tasks"),
        new("acts", "/office/acts", Office, _ => "/office/acts"),
        new("parked", "/office/messages", Office, _ => "/office/messages"),
        new("work", "/work", Office, _ => "/work"),
        new("run", "/runs/{Id:guid}", Office, w => $"/runs/{w.Run}"),
        new("run-refused", "/runs/{Id:guid}", Admin, w => $"/runs/{w.Moved}"),
        new("move", "/workflows/{DefinitionId}/move", Admin, _ => "/workflows/legal-aid/move"),
        new("move-one-version", "/workflows/{DefinitionId}/move", Office, _ => "/workflows/temporary-relief/move"),
        new("move-errors", "/workflows/{DefinitionId}/move", Admin, _ => "/workflows/legal-aid/move?from=1&to=1"),
        new("move-look", "/workflows/{DefinitionId}/move", Admin, _ => "/workflows/legal-aid/move?from=2&to=1"),
        new("move-refused", "/workflows/{DefinitionId}/move", Admin, _ => "/workflows/legal-aid/move?from=1&to=2"),
        new("quality", "/ledgers/quality", Office, _ => "/ledgers/quality"),
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

    private static async Task ResidentAsync(IPage page, World world)
    {
        await page.Locator("[name=q]").First.FillAsync(World.Name);
        await page.Locator("form:has(input[name=_handler][value='residents']) button.button").First.ClickAsync();
        await page.Locator(".person").First.WaitForAsync();
    }

    private static async Task WithdrawAsync(IPage page, World world)
    {
        await FoundAsync(page, world);
        await page.Locator("form:has([name=withdraws]) button").First.ClickAsync();
        await page.Locator("button.danger").WaitForAsync();
    }

    /// <summary>Presses one of the buttons of an application and waits for what comes of it.</summary>
    private static async Task ActAsync(IPage page, string act, string awaited)
    {
        await page.Locator($"main button:not([data-default])[name=act][value={act}]").First.ClickAsync();
        await page.Locator(awaited).First.WaitForAsync();
    }

    private static async Task FillAsync(IPage page)
    {
        await page.Locator("[name='applicant.name']").FillAsync(World.Name);
        await page.Locator("[name='applicant.phone']").FillAsync(Desk.Phone);
        await page.Locator("[name='applicant.idNumber']").FillAsync(Desk.NextIdNumber());
        await page.Locator("[name='applicant.area']").SelectOptionAsync("632622203200");
        await page.Locator("[name='form.cause']").First.CheckAsync();
        await page.Locator("[name='form.causeDetail']").FillAsync(World.Words);
        await page.Locator("[name='form.amountWanted']").FillAsync("3000");
        await page.Locator("[name='form.householdSize']").FillAsync("4");
        foreach (var no in new[] { "form.urgent", "form.sameCauseThisYear" }) await page.Locator($"[name='{no}'][value=false]").CheckAsync();
    }

    private static async Task CheckAsync(IPage page, World world)
    {
        await FillAsync(page);
        await ActAsync(page, "check", "main button[value=send]");
    }

    private static async Task SavedAsync(IPage page, World world)
    {
        await FillAsync(page);
        await ActAsync(page, "save", ".code");
    }

    private static async Task SentAsync(IPage page, World world)
    {
        await CheckAsync(page, world);
        await page.Locator("[name=declaration]").CheckAsync();
        await ActAsync(page, "send", ".sheet");
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
