using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Files;

/// <summary>Which papers of a case its applicant may send: one rule for the page that offers it and for what takes it in.</summary>
internal static class AskedPapers
{
    /// <summary>
    /// Whatever is not there where a step waits for papers; otherwise what was promised for later, and what an online
    /// application lacks as long as nobody has looked at it.
    /// </summary>
    /// <param name="isAwaited">Whether a step of the case waits for papers.</param>
    public static IReadOnlyList<CaseMaterial> Of(CaseFile file, bool isAwaited)
    {
        if (file.IsClosed) return [];
        var isUnread = file is { Channel: IntakeRules.OnlineChannel, Status: CaseStatus.Registered };
        return [.. file.Materials.Where(m => m.State is MaterialState.Promised || (m.State is MaterialState.Missing && (isAwaited || isUnread)))];
    }
}
