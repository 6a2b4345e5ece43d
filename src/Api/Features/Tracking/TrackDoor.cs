using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Sessions;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Tracking;

/// <summary>Lets a resident in to a case whose number and phone tail fit, and counts those that do not.</summary>
internal sealed class TrackDoor(OneWindowDb db, Sealer sealer, AttemptGuard guard, CurrentCaller caller)
{
    private const int TailLength = 4;

    /// <summary>From one network: at most 50 within an hour, so that one alone never closes the case for others.</summary>
    private static readonly AttemptLimit FromOneNetwork = new(10, TimeSpan.FromHours(1), AccessErrors.TrackClosedFor);

    /// <summary>
    /// Of one case from everywhere together, so that many networks cannot share the ten thousand possible digits among
    /// them: some 240 in an hour, besides what is on its way at the same moment. It ends soon, as whoever guesses keeps the
    /// resident out too.
    /// </summary>
    private static readonly AttemptLimit FromEverywhere = new(60, TimeSpan.FromHours(1), AccessErrors.TrackClosedFor);

    /// <returns>The case, to read it.</returns>
    /// <exception cref="Domain.Errors.RefusedException"><c>track-not-found</c> for an unknown number and a wrong tail alike, <c>track-closed</c>.</exception>
    public async Task<CaseFile> EnterAsync(string? number, string? tail, CancellationToken ct)
    {
        var wanted = number?.Trim() ?? "";
        var own = new AttemptDoor(IndexKinds.Track, $"{wanted}\n{caller.RemoteNetwork}") { Limit = FromOneNetwork, Closed = AccessErrors.TrackClosed };
        AttemptDoor[] doors = [own, new(IndexKinds.TrackNumber, wanted) { Limit = FromEverywhere, Closed = AccessErrors.TrackClosed }];
        var wrong = await guard.EnterAsync(doors, ct);
        var found = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == wanted, ct);
        if (!IsRight(found, tail))
        {
            await guard.FailAsync(wrong, doors, ct);
            throw CaseErrors.TrackNotFound();
        }

        await guard.SucceedAsync(wrong, own, ct);
        return found!;
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
