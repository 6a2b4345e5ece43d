using OneWindow.Domain.Access;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Domain.Organisations;

/// <summary>Who stands above a body, for whatever the body must not decide by itself, and who is told of its lateness.</summary>
public static class Superiors
{
    /// <summary>The role of who answers for a body.</summary>
    public const string HeadRole = WorkItem.ApproverRole;

    private static readonly string[] Deciding = [HeadRole, "supervisor"];

    /// <summary>The deciding post of an area's joint office; its first where none of it decides, so that somebody always can.</summary>
    public static Post PostOfOffice(this OrganisationDirectory organisations, string? areaCode)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        var office = organisations.JointOfficeOf(areaCode);
        return DecidingPost(office) ?? organisations.PostFor(office.Code, "supervisor");
    }

    /// <summary>The post of a body that does what a role does; its first where it has no such role, so that somebody always can.</summary>
    public static Post PostFor(this OrganisationDirectory organisations, string body, string role)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        return new Post(body, organisations.Find(body) is { Roles: [var first, ..] } found && !found.Roles.Contains(role, StringComparer.Ordinal) ? first : role);
    }

    /// <summary>The post that decides in a body; its joint office's where the body has none.</summary>
    public static Post PostIn(this OrganisationDirectory organisations, string body)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        var found = organisations.Find(body);
        return (found is null ? null : DecidingPost(found)) ?? organisations.PostOfOffice(found?.Area);
    }

    /// <summary>The post that decides in the body above; the joint office's where nobody stands above.</summary>
    public static Post PostAbove(this OrganisationDirectory organisations, string body)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        var found = organisations.Find(body);
        return found?.Parent is { } parent ? organisations.PostIn(parent) : organisations.PostOfOffice(found?.Area);
    }

    /// <summary>The body itself, or the nearest above it that has a head; null where none has.</summary>
    public static string? HeadOf(this OrganisationDirectory organisations, string body) => organisations.AndAbove(body).FirstOrDefault(HasHead)?.Code;

    /// <summary>
    /// Everybody who may be told of a body's task, the nearest first: its own head, unless the task lies there, and each
    /// body above that has one.
    /// </summary>
    /// <param name="role">The role that the task is for.</param>
    public static IEnumerable<string> HeadsAbove(this OrganisationDirectory organisations, string body, string role) =>
        organisations.AndAbove(body).Where(at => HasHead(at) && (at.Code != body || role != HeadRole)).Select(at => at.Code);

    /// <summary>The body that a step of the chain of escalation names; the joint office where there is none such.</summary>
    /// <param name="late">The body that is late.</param>
    /// <param name="areaCode">Where the resident lives.</param>
    public static string BodyToTell(this OrganisationDirectory organisations, EscalationStep step, string late, string? areaCode)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        ArgumentNullException.ThrowIfNull(step);
        return step.To == EscalationStep.Head
            ? organisations.HeadOf(late) ?? organisations.JointOfficeOf(areaCode).Code
            : organisations.NearestOf(step.To, areaCode).Code;
    }

    private static bool HasHead(Organisation body) => body.Roles.Contains(HeadRole, StringComparer.Ordinal);

    private static IEnumerable<Organisation> AndAbove(this OrganisationDirectory organisations, string body)
    {
        for (var at = organisations.Find(body); at is not null; at = organisations.Find(at.Parent)) yield return at;
    }

    private static Post? DecidingPost(Organisation body) =>
        Array.Find(Deciding, body.Roles.Contains) is { } role ? new Post(body.Code, role) : null;
}
