using System.Linq.Expressions;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Office;

/// <summary>The instants that the overview's words hang on; one set for a whole page, so that its numbers fit together.</summary>
/// <param name="SoonBy">What falls due before it is due soon.</param>
/// <param name="StuckSince">A task that was opened no later is stuck.</param>
internal readonly record struct OfficeMoment(DateTimeOffset Now, DateTimeOffset SoonBy, DateTimeOffset StuckSince);

/// <summary>
/// What each word of the overview means, as queries over what is open. Its numbers and the lists behind them both begin
/// here, and so cannot differ.
/// </summary>
internal sealed class OfficeScope(OneWindowDb db, CatalogueSnapshot catalogue, OfficeSettings settings, TimeProvider clock)
{
    public const string Open = "open";
    public const string Soon = "soon";
    public const string Yellow = "yellow";
    public const string Red = "red";
    public const string Bounced = "bounced";
    public const string Stuck = "stuck";
    public const string Incident = "incident";
    public const string Meeting = "meeting";

    /// <summary>Stands for every area outside the county's map, or no longer on it.</summary>
    public const string NoArea = "-";

    /// <summary>Before an area's code: that area alone, without what lies in it.</summary>
    public const char Alone = '=';

    private const int MostSteps = 50;

    public static readonly string[] CaseWords = [Open, Soon, Yellow, Red, Bounced];
    public static readonly string[] TaskWords = [Open, Soon, Yellow, Red, Stuck, Incident, Meeting];

    public static void Check(string? word, string[] known, Findings findings)
    {
        if (!string.IsNullOrEmpty(word) && !known.Contains(word)) findings.Add("what", $"应为 {string.Join("、", known)}。(One of {string.Join(", ", known)}.)");
    }

    /// <summary>Each activity is a condition of its own in the query.</summary>
    public static void CheckSteps(string? step, Findings findings)
    {
        if (step is not null && Steps(step).Length > MostSteps) findings.Add("step", $"一次最多 {MostSteps} 个环节。(At most {MostSteps} activities at a time.)");
    }

    public OfficeMoment Moment()
    {
        var now = clock.GetUtcNow();
        var soon = catalogue.Calendar.AddWorkingDays(catalogue.Calendar.LocalDate(now), settings.DueSoonDays);
        return new OfficeMoment(now, catalogue.Calendar.EndOf(soon), now.AddDays(-settings.StuckDays));
    }

    /// <summary>Cases that are not closed. The status is asked for as the index over these says it.</summary>
    public IQueryable<CaseFile> OpenCases() => db.Cases.Where(c => c.Status != CaseStatus.Closed);

    public IQueryable<WorkItem> OpenTasks() => db.WorkItems.Where(w => w.State == WorkItemState.Open);

    /// <param name="what">One of <see cref="CaseWords"/>; null for all that is open.</param>
    /// <param name="area">An area with all that lies in it, one <see cref="Alone"/>, or <see cref="NoArea"/>; null for any.</param>
    public IQueryable<CaseFile> Cases(string? what, string? service, string? area, OfficeMoment at)
    {
        var cases = what switch
        {
            Soon => OpenCases().Where(c => c.DueAt > at.Now && c.DueAt <= at.SoonBy),
            Yellow => OpenCases().Where(c => c.DueAt > at.Now && c.YellowAt != null),
            Red => OpenCases().Where(c => c.DueAt <= at.Now),
            Bounced => OpenCases().Where(c => c.Bounces != null),
            _ => OpenCases(),
        };
        if (!string.IsNullOrEmpty(service)) cases = cases.Where(c => c.ServiceKey == service);
        return string.IsNullOrEmpty(area) ? cases : InArea(cases, area);
    }

    /// <param name="what">One of <see cref="TaskWords"/>; null for all that is open.</param>
    /// <param name="step">Activities with commas, each with those of the workflows that it runs; null for any.</param>
    public IQueryable<WorkItem> Tasks(string? what, string? service, string? body, string? step, OfficeMoment at)
    {
        var tasks = what switch
        {
            Soon => OpenTasks().Where(w => w.DueOrder > at.Now && w.DueOrder <= at.SoonBy),
            Yellow => OpenTasks().Where(w => w.DueOrder > at.Now && w.YellowAt != null && w.OverdueAt == null),
            Red => OpenTasks().Where(w => w.DueOrder <= at.Now),
            Stuck => OpenTasks().Where(w => w.OpenedAt <= at.StuckSince),
            Incident => OpenTasks().Where(w => w.Kind == WorkItemKind.Incident),
            Meeting => AwaitingMeeting(),
            _ => OpenTasks(),
        };
        if (!string.IsNullOrEmpty(service)) tasks = tasks.Where(w => w.ServiceKey == service);
        if (!string.IsNullOrEmpty(body)) tasks = tasks.Where(w => w.Body == body);
        if (string.IsNullOrEmpty(step)) return tasks;
        return tasks.Where(In(Steps(step)))
            .Where(w => !WorkItemKinds.BesideWorkflow.Contains(w.Kind) && w.Kind != WorkItemKind.Incident);
    }

    private static string[] Steps(string step) => [.. step.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Tasks of some activities, and of those in the workflows that they run.</summary>
    private static Expression<Func<WorkItem, bool>> In(string[] steps)
    {
        Expression<Func<WorkItem, bool>> any = w => steps.Contains(w.ActivityId);
        foreach (var step in steps)
        {
            var (begins, ends) = ($"{step}/", TextRange.End($"{step}/"));
            Expression<Func<WorkItem, bool>> within = w => string.Compare(w.ActivityId, begins) >= 0 && string.Compare(w.ActivityId, ends) < 0;
            any = Expression.Lambda<Func<WorkItem, bool>>(Expression.OrElse(any.Body, Expression.Invoke(within, any.Parameters)), any.Parameters);
        }

        return any;
    }

    /// <summary>Where the map first parts: an area that holds nothing but one other tells nothing.</summary>
    public Area Highest()
    {
        var areas = catalogue.Organisations.Areas;
        var top = areas.First(a => a.Parent is null);
        while (areas.Where(a => a.Parent == top.Code).ToList() is [var only] && areas.Any(a => a.Parent == only.Code)) top = only;
        return top;
    }

    private IQueryable<CaseFile> InArea(IQueryable<CaseFile> cases, string area)
    {
        if (area[0] == Alone && area[1..] is var alone) return cases.Where(c => c.ApplicantArea == alone);
        var codes = CodesIn(area == NoArea ? Highest().Code : area);
        return area == NoArea ? cases.Where(c => !codes.Contains(c.ApplicantArea)) : cases.Where(c => codes.Contains(c.ApplicantArea));
    }

    /// <summary>Codes of an area and of all that lie in it.</summary>
    public string[] CodesIn(string area) => [.. catalogue.Organisations.Areas.Where(a => catalogue.Organisations.IsWithin(a.Code, area)).Select(a => a.Code)];

    /// <summary>Tasks for which a joint office has to say which body does them.</summary>
    private IQueryable<WorkItem> AwaitingMeeting()
    {
        var offices = catalogue.Organisations.Organisations.Where(o => o.Is(OrganisationDirectory.JointOfficeKind)).Select(o => o.Code).ToArray();
        return OpenTasks().Where(w => w.HomeRole != null && offices.Contains(w.Body));
    }
}
