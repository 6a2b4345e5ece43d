using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Due;

/// <summary>Who stands above a body, and when that one is told of its lateness.</summary>
internal static class Supervision
{
    /// <summary>The role of who answers for a body.</summary>
    public const string HeadRole = "approver";

    /// <summary>The body itself, or the nearest above it that has a head; null where none has.</summary>
    public static string? HeadOf(OrganisationDirectory organisations, string body)
    {
        for (var at = organisations.Find(body); at is not null; at = organisations.Find(at.Parent))
        {
            if (at.Roles.Contains(HeadRole, StringComparer.Ordinal)) return at.Code;
        }

        return null;
    }

    /// <summary>
    /// Everybody who may be told of a body's task, the nearest first: its own head, unless the task lies there, and each
    /// body above that has one.
    /// </summary>
    /// <param name="role">The role that the task is for.</param>
    public static IEnumerable<string> HeadsAbove(OrganisationDirectory organisations, string body, string role)
    {
        for (var at = organisations.Find(body); at is not null; at = organisations.Find(at.Parent))
        {
            if (at.Roles.Contains(HeadRole, StringComparer.Ordinal) && (at.Code != body || role != HeadRole)) yield return at.Code;
        }
    }

    /// <summary>The body that a step of the chain names; the joint office where there is none such.</summary>
    public static string BodyOf(OrganisationDirectory organisations, EscalationStep step, string late, string area) =>
        step.To == EscalationStep.Head
            ? HeadOf(organisations, late) ?? organisations.JointOfficeOf(area).Code
            : organisations.NearestOf(step.To, area).Code;

    /// <summary>
    /// The opening time at which a step of the chain is told: when the card has stood for the whole of its days, the first
    /// of which follows the last day of the limit.
    /// </summary>
    public static DateTimeOffset After(WorkCalendar calendar, EscalationStep step, DateTimeOffset redAt)
    {
        var last = calendar.LocalDate(redAt.AddTicks(-1));
        return calendar.OpeningTime(step.After.Unit is LimitUnit.NaturalDays ? last.AddDays(step.After.Count + 1) : calendar.AddWorkingDays(last, step.After.Count + 1));
    }
}
