using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Sessions;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Tracking;

/// <summary>A resident looks after a case with its number and the last four digits of the phone that was given.</summary>
internal sealed record TrackCase(string? Number, string? Tail) : ICommand<TrackView>;

/// <summary>A case in plain words, without anything that tells who it is about and without inner codes.</summary>
/// <param name="Stage">Where it is.</param>
/// <param name="NextStep">What happens now and who does it; null once closed.</param>
/// <param name="DueOn">Last local day of the case's limit; null while paused and without a limit.</param>
/// <param name="Asked">What the resident must do; null for nothing.</param>
/// <param name="Progress">The steps that are behind the case, in order.</param>
/// <param name="Messages">Newest first.</param>
internal sealed record TrackView(
    string Number, string ServiceName, string ServiceNameEn, CaseStatus Status, string? Stage, string? StageEn,
    NextStepView? NextStep, DateOnly? DueOn, bool Paused, AskedView? Asked, IReadOnlyList<PassedStepView> Progress, string? ResultName, string? ResultNameEn,
    DateTimeOffset RegisteredAt, DateTimeOffset? ClosedAt, IReadOnlyList<TrackMessage> Messages);

internal sealed record NextStepView(string Text, string TextEn, string Body, string BodyEn, DateOnly? DueOn);

/// <summary>What the resident was told, by whatever channel.</summary>
internal sealed record TrackMessage(string Text, string TextEn, DateTimeOffset At);

/// <summary>A step that is done, without who did it and how it was decided.</summary>
internal sealed record PassedStepView(string Text, string TextEn, DateTimeOffset At);

internal sealed record AskedView(
    string Text, string TextEn, IReadOnlyList<AskedMaterial> Materials, DateOnly? Until, string Where, string WhereEn);

internal sealed record AskedMaterial(string Name, string? NameEn);

internal sealed class TrackCaseHandler(
    OneWindowDb db, Sealer sealer, AttemptGuard guard, CurrentCaller caller, TrackViewBuilder views)
    : IRequestHandler<TrackCase, TrackView>
{
    private const int TailLength = 4;

    public async Task<TrackView> Handle(TrackCase request, CancellationToken cancellationToken)
    {
        var number = request.Number?.Trim() ?? "";
        var door = $"{number}\n{caller.RemoteAddress}";
        var attempts = await guard.EnterAsync(IndexKinds.Track, door, cancellationToken);
        var found = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, cancellationToken);
        if (!IsRight(found, request.Tail))
        {
            await guard.FailAsync(attempts, IndexKinds.Track, door, cancellationToken);
            throw CaseErrors.TrackNotFound();
        }

        await guard.SucceedAsync(attempts, cancellationToken);
        return await views.BuildAsync(found!, cancellationToken);
    }

    // An unknown number goes the same way as a known one, so that the time it takes does not tell them apart.
    private bool IsRight(CaseFile? found, string? tail)
    {
        var phone = sealer.Open(found?.ApplicantPhoneSealed ?? sealer.Seal("00000000000"));
        var wanted = Encoding.UTF8.GetBytes(PhoneNumber.Tail(phone, TailLength) ?? new string('-', TailLength));
        var equal = CryptographicOperations.FixedTimeEquals(wanted, Encoding.UTF8.GetBytes(tail?.Trim() ?? ""));
        return equal && found is not null;
    }
}
