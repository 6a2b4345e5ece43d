using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Process;

/// <summary>Who moves a case: a person with the body acted for, or time.</summary>
internal sealed record Actor(string UserName, string? Body)
{
    /// <summary>What time does.</summary>
    public static readonly Actor System = new(AuditFact.System, null);

    /// <summary>The applicant, who has no account and proves by number and phone tail.</summary>
    public static readonly Actor Applicant = new(OutboxMessage.Applicant, null);

    /// <summary>A person acting for a body.</summary>
    public static Actor Of(Caller caller, string? body) => new(caller.UserName, body);

    /// <summary>A person acting for the window or body of their own.</summary>
    public static Actor Of(Caller caller) => new(caller.UserName, caller.ServicePoint ?? caller.Bodies.FirstOrDefault());
}
