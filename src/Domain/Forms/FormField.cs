namespace OneWindow.Domain.Forms;

/// <summary>One choice of a field with fixed values.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Name">Chinese name; the value itself where the form gives none.</param>
/// <param name="NameEn">English name.</param>
public sealed record FormOption(string Value, string Name, string? NameEn);

/// <summary>What a page needs to draw one field.</summary>
/// <param name="Key">The property's name.</param>
/// <param name="Title">Chinese label; the key where the form gives none.</param>
/// <param name="TitleEn">English label, from <c>x-title-en</c>.</param>
/// <param name="Description">A hint below the label.</param>
/// <param name="DescriptionEn">The same in English, from <c>x-description-en</c>.</param>
/// <param name="Type">string, number, integer, boolean, array or object.</param>
/// <param name="Options">The choices of a field with fixed values, or of each entry of a list; empty for free input.</param>
/// <param name="Required">Whether the form itself asks for it; conditions may ask for more.</param>
/// <param name="IsConditional">Whether it belongs only to some answers (from if/then/else, allOf and the like).</param>
/// <param name="Format">date, date-time, email, identity-number, phone, credit-code, disability-certificate, or null.</param>
/// <param name="Multiline">Whether a long text is expected, from <c>x-multiline</c>.</param>
/// <param name="Minimum">Smallest number, or null.</param>
/// <param name="Maximum">Largest number, or null.</param>
/// <param name="MinLength">Fewest characters, or null.</param>
/// <param name="MaxLength">Most characters, or null.</param>
/// <param name="Pattern">A regular expression for the text, or null.</param>
/// <param name="Default">The value to begin with as JSON text, or null.</param>
/// <param name="Children">The fields of an object, or of each entry of a list of objects.</param>
public sealed record FormField(
    string Key,
    string Title,
    string? TitleEn,
    string? Description,
    string? DescriptionEn,
    string Type,
    IReadOnlyList<FormOption> Options,
    bool Required,
    bool IsConditional,
    string? Format,
    bool Multiline,
    decimal? Minimum,
    decimal? Maximum,
    int? MinLength,
    int? MaxLength,
    string? Pattern,
    string? Default,
    IReadOnlyList<FormField> Children);
