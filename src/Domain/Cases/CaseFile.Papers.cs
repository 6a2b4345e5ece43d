namespace OneWindow.Domain.Cases;

/// <content>What the applicant has brought, was told is missing, and has agreed to.</content>
public sealed partial class CaseFile
{
    public IReadOnlyList<CaseMaterial> Materials { get; private set; } = [];

    /// <summary>The one notice of gaps; null while none was given.</summary>
    public GapNotice? Notice { get; private set; }

    /// <summary>When a later notice first named a gap that the first notice could have named (《行政许可法》第三十二条); null for never.</summary>
    public DateTimeOffset? GapsToldLateAt { get; private set; }

    /// <summary>What the applicant has agreed to let other bodies see; null for nothing.</summary>
    public IReadOnlyList<CaseConsent>? Consents { get; private set; }

    public void SetMaterial(CaseMaterial material, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Materials.All(m => m.Key != material.Key)) throw CaseErrors.MaterialUnknown(material.Key);
        if (material.State is MaterialState.Missing && Notice is { } told && Materials.Any(m => m.Key == material.Key && m.State is MaterialState.Provided))
            Notice = told with { Doubted = [.. (told.Doubted ?? []).Union([material.Key], StringComparer.Ordinal)] };
        Materials = [.. Materials.Select(m => m.Key == material.Key ? material : m)];
        Touch(now);
    }

    /// <summary>
    /// Gives the notice of gaps. Gaps are told once: a later notice adds nothing to the first, and where it names a paper
    /// that lay there before, the case is marked.
    /// </summary>
    /// <returns>What a later notice names and the first could have named; empty for the first.</returns>
    public IReadOnlyList<string> GiveNotice(IReadOnlyList<string> keys, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Notice is not { } first)
        {
            Notice = new GapNotice(now, keys);
            Touch(now);
            return [];
        }

        string[] old = [.. keys.Where(k => first.Doubted?.Contains(k) is true)];
        Notice = first with { Doubted = null, Later = [.. first.Later ?? [], new LaterNotice(now, keys, old)] };
        if (old.Length > 0) GapsToldLateAt ??= now;
        Touch(now);
        return old;
    }

    /// <summary>Whether a consent holds: the last word on it counts, and before any word a signed paper stands for it.</summary>
    /// <param name="material">Key of that paper; null for none.</param>
    public bool HoldsConsent(string key, string? material) => Consents?.LastOrDefault(c => c.Key == key) is { } last
        ? last.WithdrawnAt is null
        : Materials.Any(m => m.Key == material && m.State is MaterialState.Provided);

    /// <summary>Notes that the applicant agreed, or for what reason staff go on without.</summary>
    public void NoteConsent(CaseConsent consent, DateTimeOffset now)
    {
        RefuseWhenClosed();
        Consents = [.. Consents ?? [], consent];
        Touch(now);
    }
}
