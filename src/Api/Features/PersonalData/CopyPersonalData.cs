using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.PersonalData;

/// <summary>
/// A person asks for a copy of what a case holds of them (《个人信息保护法》第四十五条). It is the one answer in which numbers
/// stand whole, so that a window or the joint office gives it, and the trail says who did and why.
/// </summary>
/// <param name="Reason">Who asked, and how they proved to be the person.</param>
internal sealed record CopyPersonalData(string Number, string? Reason) : ICommand<PersonalDataCopy>, IValidate
{
    public const int MaxReasonLength = 500;

    public void Validate(Findings findings) => CheckReason(Reason, findings);

    /// <exception cref="RefusedException"><c>not-a-window</c>.</exception>
    public static void RefuseOthers(Caller who)
    {
        if (!who.SeesEverything && !who.IsAtWindow)
            throw new RefusedException(RefusalKind.Forbidden, "not-a-window", "请由窗口或联席会议办公室办理。(A window or the joint office does this.)");
    }

    public static void CheckReason(string? reason, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (reason.Length > MaxReasonLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class CopyPersonalDataHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, PersonalDataReader reader, TimeProvider clock)
    : IRequestHandler<CopyPersonalData, PersonalDataCopy>
{
    public async Task<PersonalDataCopy> Handle(CopyPersonalData request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.Required, clock.GetUtcNow());
        var file = await access.CaseAsync(who, request.Number, cancellationToken);
        CopyPersonalData.RefuseOthers(who);
        // Written down first: what was read and not noted would be the one thing that must not happen.
        db.Audit.Add(file.Audit(new AuditFact(who.UserName, Actor.Of(who).Body, "data-copied", null,
            JsonSerializer.Serialize(new { reason = request.Reason!.Trim() }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        return await reader.OfAsync(file, now, cancellationToken);
    }
}
