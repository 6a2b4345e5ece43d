namespace OneWindow.Domain.Letters;

/// <summary>What a letter tells of.</summary>
public enum LetterOccasion
{
    /// <summary>Papers are missing (一次性告知).</summary>
    Gaps,

    /// <summary>A certificate, decision or notice was issued.</summary>
    Result,

    /// <summary>Aid was granted.</summary>
    Grant,

    /// <summary>The case was closed by its procedure.</summary>
    Closed,
}

/// <summary>The letters that a county prints, from letters.json; immutable. The first that fits an occasion is taken.</summary>
public sealed record LetterTemplates(IReadOnlyList<LetterTemplate> Letters)
{
    /// <summary>Where the configuration has no letters.json: nothing is printed.</summary>
    public static readonly LetterTemplates None = new([]);

    /// <summary>Reads letters.json.</summary>
    /// <exception cref="Errors.RefusedException"><c>letters-invalid</c>, with every finding by path: an unknown placeholder among others.</exception>
    public static LetterTemplates Parse(string json) => LetterReader.Read(json);

    /// <summary>Null where the county prints nothing then.</summary>
    /// <param name="result">The result that the case ends with; null for other occasions.</param>
    public LetterTemplate? For(LetterOccasion occasion, string service, string? result) => Letters.FirstOrDefault(l =>
        l.On == occasion && (l.Services.Count == 0 || l.Services.Contains(service)) && (l.Results.Count == 0 || (result is not null && l.Results.Contains(result))));
}

/// <summary>One letter with places in braces that the case fills.</summary>
/// <param name="Services">Only for these services; empty for all.</param>
/// <param name="Results">Only for these results; empty for all.</param>
/// <param name="Text">Paragraphs; one that nothing fills is left out.</param>
public sealed record LetterTemplate(
    string Key, LetterOccasion On, IReadOnlyList<string> Services, IReadOnlyList<string> Results,
    string Title, string TitleEn, IReadOnlyList<string> Text, IReadOnlyList<string> TextEn);
