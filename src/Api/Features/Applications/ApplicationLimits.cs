using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Sessions;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Applications;

/// <summary>Keeps the open door from being flooded: by the address that it comes from, and by the person that it is about.</summary>
internal sealed class ApplicationLimits(OneWindowDb db, AttemptGuard guard, CurrentCaller caller, CatalogueSnapshot catalogue)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Counts a request of this address, whatever becomes of it.</summary>
    /// <param name="kind">What is asked, of <see cref="IndexKinds"/>.</param>
    /// <exception cref="RefusedException"><c>too-many-attempts</c>.</exception>
    public async Task CountAsync(string kind, CancellationToken ct)
    {
        var door = new AttemptDoor(kind, caller.RemoteNetwork);
        await guard.FailAsync(await guard.EnterAsync([door], ct), [door], ct);
    }

    /// <summary>Refuses a request beyond those that one person may make online within a day.</summary>
    /// <exception cref="RefusedException"><c>too-many-applications</c>.</exception>
    public async Task RefuseManyAsync(CaseFile file, CancellationToken ct)
    {
        var since = file.RegisteredAt - Day;
        var made = await db.Cases.CountAsync(
            c => c.ApplicantIdNumberIndex == file.ApplicantIdNumberIndex && c.Channel == IntakeRules.OnlineChannel && c.RegisteredAt > since, ct);
        if (made >= catalogue.Intake.OnlinePerDay) throw OnlineErrors.TooMany(catalogue.Intake.OnlinePerDay);
    }

    /// <summary>
    /// Refuses what looks like the same request made twice, until a reason is given. Told only to whoever knows both the
    /// identity number and the phone of the earlier case; to anybody else it would say what a neighbour has applied for.
    /// The window is warned of every duplicate.
    /// </summary>
    /// <exception cref="RefusedException"><c>duplicate-case</c>, with the number of the case that there is.</exception>
    public async Task RefuseDuplicateAsync(CaseFile file, RepeatReason reason, CancellationToken ct)
    {
        if (reason.Service.Duplicates.Allowed || !string.IsNullOrWhiteSpace(reason.Text)) return;
        var since = reason.Service.Duplicates.Since(file.RegisteredAt) ?? DateTimeOffset.MaxValue;
        var numbers = await db.Cases.AsNoTracking()
            .Where(c => c.ApplicantIdNumberIndex == file.ApplicantIdNumberIndex && c.ServiceKey == file.ServiceKey && c.ApplicantPhoneIndex == file.ApplicantPhoneIndex
                && (c.Status != CaseStatus.Closed || c.ClosedAt >= since))
            .OrderBy(c => c.RegisteredAt).Select(c => c.Number).ToListAsync(ct);
        if (numbers.Count > 0) throw CaseErrors.Duplicate([.. numbers.Select(n => $"您已有同一事项的办件 {n}，可以凭手机号后四位查询。(You already have case {n} for this service; you can track it.)")]);
    }
}

/// <summary>Why a further case of a service is wanted although there is one.</summary>
/// <param name="Text">Null while nobody was asked.</param>
internal sealed record RepeatReason(ServiceDefinition Service, string? Text);
