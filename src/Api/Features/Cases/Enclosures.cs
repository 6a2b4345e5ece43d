using OneWindow.Api.Features.Drafts;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Cases;

/// <summary>What comes with a registration beside its answers: scanned papers, and the draft that it was. The caller saves.</summary>
internal sealed class Enclosures(DraftDesk drafts, FileDesk files)
{
    /// <summary>Takes the files in and looks at them, before anything of the case is written.</summary>
    /// <exception cref="Domain.Errors.RefusedException">Too many, too large, empty, or nothing that is taken; with the field.</exception>
    public async Task<IReadOnlyList<StagedFile>> StageAsync(RegisterCase request, CancellationToken ct) =>
        request.Uploads is { } uploads ? await files.StageAsync(uploads, ct) : [];

    /// <summary>The registration with every paper at hand that a file was sent for.</summary>
    public static RegisterCase Received(RegisterCase request, IReadOnlyList<StagedFile> staged)
    {
        var sent = staged.Select(s => s.Material).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return sent.Count == 0 ? request : request with
        {
            Materials = [.. (request.Materials ?? []).Where(m => m?.Key is null || !sent.Contains(m.Key)), .. sent.Select(key => new MaterialInput(key, "provided"))],
        };
    }

    /// <summary>Adds the files to the new case, and throws the draft away that has become it.</summary>
    public async Task EncloseAsync(Caller who, RegisterCase request, CaseFile file, IReadOnlyList<StagedFile> staged, DateTimeOffset now, CancellationToken ct)
    {
        if (request.Draft is { } draft) await drafts.RemoveAsync(who, draft, ct);
        // A paper that is not asked of this applicant is kept with the case as a whole.
        var known = staged.Select(s => file.Materials.Any(m => m.Key == s.Material) ? s : s with { Material = null }).ToList();
        await files.EncloseAsync(file, known, Actor.Of(who, file.Station), now, ct);
    }
}
