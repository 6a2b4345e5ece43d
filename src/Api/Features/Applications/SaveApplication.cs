using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Drafts;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Sessions;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Applications;

/// <summary>
/// Keeps an application as far as it is filled in. Nothing is checked but the service and the phone, whose last digits
/// open it again. A code that fits is kept; any other, and one whose time is over, gives a new one.
/// </summary>
internal sealed record SaveApplication(string? Code, RegisterCase Content) : ICommand<SavedApplication>, IValidate
{
    public void Validate(Findings findings)
    {
        ReadableJson.Check(Content.Form, "form", findings);
        if (!PhoneNumber.IsValid(Content.Applicant?.Phone))
            findings.Add("applicant.phone", "保存前请填好手机号码，取回时要用后四位。(Before saving, give your phone number; its last four digits open it again.)");
    }
}

/// <param name="Code">By which it is opened again, with the phone's last digits.</param>
/// <param name="KeptUntil">The last day on which it is there.</param>
internal sealed record SavedApplication(string Code, DateOnly KeptUntil);

internal sealed class SaveApplicationHandler(OneWindowDb db, OnlineCatalogue online, SavedApplications saved, DraftDesk drafts, ApplicationLimits limits, TimeProvider clock)
    : IRequestHandler<SaveApplication, SavedApplication>
{
    public async Task<SavedApplication> Handle(SaveApplication request, CancellationToken cancellationToken)
    {
        var service = online.Service(request.Content.Service).Definition.Key;
        var code = request.Code;
        var draft = code is null ? null : await saved.FindAsync(code, PhoneNumber.Tail(request.Content.Applicant?.Phone), cancellationToken);
        if (draft?.ServiceKey != service)
        {
            await limits.CountAsync(IndexKinds.SavedApplication, cancellationToken);
            draft = saved.Add(code = SavedApplications.NewCode(), service, clock.GetUtcNow());
        }

        drafts.Save(draft, request.Content);
        await db.SaveChangesAsync(cancellationToken);
        return new SavedApplication(code!, drafts.Summary(draft).ExpiresOn);
    }
}

/// <summary>Opens a saved application by its code and the last four digits of the phone that was given.</summary>
internal sealed record OpenApplication(string? Code, string? Tail) : ICommand<DraftView>;

internal sealed class OpenApplicationHandler(SavedApplications saved, OnlineCatalogue online, DraftDesk drafts, AttemptGuard guard, CurrentCaller caller)
    : IRequestHandler<OpenApplication, DraftView>
{
    /// <exception cref="RefusedException"><c>application-not-found</c> for everything that does not fit, <c>too-many-attempts</c>.</exception>
    public async Task<DraftView> Handle(OpenApplication request, CancellationToken cancellationToken)
    {
        var door = new AttemptDoor(IndexKinds.Draft, caller.RemoteNetwork);
        var wrong = await guard.EnterAsync([door], cancellationToken);
        if (await saved.FindAsync(request.Code, request.Tail, cancellationToken) is not { } draft)
        {
            await guard.FailAsync(wrong, [door], cancellationToken);
            throw OnlineErrors.SavedNotFound();
        }

        _ = online.Service(draft.ServiceKey);
        // A right try wipes nothing: whoever has one code of their own could go on guessing others for ever.
        return drafts.View(draft);
    }
}
