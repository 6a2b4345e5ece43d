using System.Text.Json;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Tasks;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.Parties;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Analysis;

namespace OneWindow.Api.Features.Seeding;

/// <summary>
/// Lives one case through as a scenario of its service tells, with days in between as offices take them, and stops
/// where today is: most cases are closed, some wait for somebody, and some of those are late.
/// </summary>
internal sealed class Life(Studio studio, CatalogueSnapshot catalogue, IReadOnlyList<(string Service, Scenario Scenario)> scenarios, DateTimeOffset today)
{
    public const string ApplicantName = "样板申请人某某";
    public const string AgentName = "样板代办人某某";

    /// <summary>How far back registrations go.</summary>
    private const int Days = 420;

    private const double DaysOfAStep = 2.5;
    private const double SlowSteps = 0.06;
    private const double Slowness = 6;
    private const int MaxVisits = 6;
    private const string Clerk = "clerk";

    /// <summary>Leaves the studio with exactly one case.</summary>
    public async Task LiveAsync(Dice dice, CancellationToken ct)
    {
        studio.Clock.Set(AtWork(today.AddDays(-dice.Below(Days)).AddHours(-1), dice));
        var day = catalogue.Calendar.LocalDate(studio.Clock.GetUtcNow());
        var (service, scenario) = dice.OneOf([.. scenarios.Where(s => catalogue.Service(s.Service)?.Definition.Clock.Season?.Holds(day) != false)]);
        var area = dice.OneOf([.. catalogue.Organisations.Areas.Where(a => a.Level is AreaLevel.Village)]).Code;
        var station = dice.Happens(0.5) ? scenario.Register.Station : catalogue.Organisations.Route("station", AreaLevel.Township, area).Body.Code;
        var window = Holder(station, Clerk);
        var registered = await studio.SendAsync(window, Registration(service, scenario.Register, area, dice), ct);
        await PlayAsync(scenario.Steps, registered.Number, window, dice, ct);
        await VisitAsync(dice, ct);
        await studio.PassToAsync(today, ct);
        foreach (var item in await OpenAsync(ct))
            if (dice.Happens(0.3)) await studio.SendAsync(Holder(item.Body, item.Role), new ClaimTask(item.Id, Release: false), ct);
    }

    private RegisterCase Registration(string service, ScenarioRegistration register, string area, Dice dice)
    {
        var birth = catalogue.Calendar.LocalDate(studio.Clock.GetUtcNow()).AddYears(-register.Applicant.Age).AddDays(-1 - dice.Below(360));
        var gender = register.Applicant.Gender == "female" ? Gender.Female : Gender.Male;
        var applicant = InventedPerson.Create(dice, 0, birth, gender);
        var agent = InventedPerson.Create(dice, 1, new DateOnly(1980, 1, 1), Gender.Female);
        return new RegisterCase(
            service,
            new PersonInput(ApplicantName, applicant.IdNumber, applicant.Phone, area),
            dice.Happens(0.1) ? new AgentInput(AgentName, agent.IdNumber, agent.Phone, "亲属", null) : null,
            register.Form,
            [.. register.Materials.Select(m => new MaterialInput(m.Key, m.Value))],
            "window");
    }

    private async Task PlayAsync(IReadOnlyList<ScenarioStep> steps, string number, Caller window, Dice dice, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            var at = step.Advance is { } span ? studio.Clock.GetUtcNow() + XmlConvert.ToTimeSpan(span) : AtWork(studio.Clock.GetUtcNow().AddDays(Pause(dice)), dice);
            if (at >= today) return;
            await studio.PassToAsync(at, ct);
            try
            {
                if (!await TakeAsync(step, number, window, ct)) return;
            }
            catch (RefusedException)
            {
                // Time was faster than the story tells: the case stays where it has come to.
                return;
            }
        }
    }

    /// <summary>False where the story goes on at a step that is not open.</summary>
    private async Task<bool> TakeAsync(ScenarioStep step, string number, Caller window, CancellationToken ct)
    {
        if (step.Withdraw is { } reason) await studio.SendAsync(window, new WithdrawCase(number, reason), ct);
        if ((step.Step ?? step.Return) is not { } activity) return true;
        if ((await OpenAsync(ct)).Find(i => i.ActivityId == activity) is not { } item) return false;
        var holder = Holder(item.Body, item.Role);
        if (step.Return is not null) await studio.SendAsync(holder, new ReturnTask(item.Id, step.To, step.Reason), ct);
        else await studio.SendAsync(holder, new CompleteTask(item.Id, step.Outcome, step.Opinion, step.Data.ValueKind is JsonValueKind.Object ? step.Data : null), ct);
        return true;
    }

    /// <summary>Follow-up visits come due after the end; most are made.</summary>
    private async Task VisitAsync(Dice dice, CancellationToken ct)
    {
        for (var i = 0; i < MaxVisits; i++)
        {
            var next = await studio.WithDbAsync(db => db.Timers.Where(t => t.State == TimerState.Pending && t.Kind == TimerKind.FollowUp)
                .OrderBy(t => t.DueAt).Select(t => (DateTimeOffset?)t.DueAt).FirstOrDefaultAsync(ct));
            if (next is not { } due || due >= today) return;
            await studio.PassToAsync(Later(due), ct);
            var at = AtWork(studio.Clock.GetUtcNow().AddDays(Pause(dice)), dice);
            if (at >= today || !dice.Happens(0.85)) continue;
            await studio.PassToAsync(at, ct);
            foreach (var visit in (await OpenAsync(ct)).Where(w => w.Kind is WorkItemKind.Visit))
                await studio.SendAsync(Holder(visit.Body, visit.Role), new CompleteTask(visit.Id, VisitDesk.Visited, null, null), ct);
        }
    }

    private DateTimeOffset Later(DateTimeOffset due) => due > studio.Clock.GetUtcNow() ? due : studio.Clock.GetUtcNow();

    private Task<List<WorkItem>> OpenAsync(CancellationToken ct) =>
        studio.WithDbAsync(db => db.WorkItems.AsNoTracking().Where(w => w.State == WorkItemState.Open).OrderBy(w => w.ActivityId).ToListAsync(ct));

    /// <summary>An exponential wait: most within days, a few far longer than any limit.</summary>
    private static double Pause(Dice dice) => -DaysOfAStep * Math.Log(1 - dice.Share()) * (dice.Happens(SlowSteps) ? Slowness : 1);

    /// <summary>The next working hour at or after an instant, to the second.</summary>
    private DateTimeOffset AtWork(DateTimeOffset from, Dice dice)
    {
        var day = catalogue.Calendar.LocalDate(from);
        while (!catalogue.Calendar.IsWorkday(day)) day = day.AddDays(1);
        var hour = TimeSpan.FromSeconds(9 * 3600 + dice.Below(8 * 3600));
        var at = new DateTimeOffset(day.ToDateTime(TimeOnly.FromTimeSpan(hour)), catalogue.Calendar.UtcOffset);
        return at > from ? at : from.AddSeconds(1 + dice.Below(3600));
    }

    private static Caller Holder(string body, string role) => new($"{body}.{role}", body, [], [new Post(body, role)], role == Clerk ? body : null);
}
