using OneWindow.Domain.Audit;

namespace OneWindow.Api.Features.Messages.Webhooks;

/// <summary>What other software may be told of. The names are contract.</summary>
internal static class CaseEvents
{
    public const string Paused = "case.paused";

    /// <summary>Goes to the partner that a case is referred to, and to nobody else.</summary>
    public const string Referred = "case.referred";

    private const string Registered = "case.registered";
    private const string StepOpened = "step.opened";
    private const string StepCompleted = "step.completed";
    private const string Closed = "case.closed";
    private const string ResultIssued = "result.issued";

    /// <summary>Those that can be subscribed to.</summary>
    public static readonly string[] All = [Registered, StepOpened, StepCompleted, Paused, Closed, ResultIssued];

    /// <summary>The event that an audit row tells of; null for what stays inside.</summary>
    public static string? Of(AuditEntry entry) => entry.Action switch
    {
        "registered" => Registered,
        AuditActions.StepOpened => StepOpened,
        "completed" or "lapsed" => StepCompleted,
        "closed" or "withdrawn" => Closed,
        "result-issued" => ResultIssued,
        _ => null,
    };
}
