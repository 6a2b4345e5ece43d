namespace OneWindow.Domain.Letters;

/// <summary>A letter as it was issued, to the word: a template that changes later changes no letter. Rows are added, never changed.</summary>
public sealed class IssuedLetter
{
    private IssuedLetter()
    {
    }

    public IssuedLetter(Guid id, Guid caseId, string key, (string Zh, string En) title, string body, DateTimeOffset issuedAt) =>
        (Id, CaseId, Key, TitleZh, TitleEn, Body, IssuedAt) = (id, caseId, key, title.Zh, title.En, body, issuedAt);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Of the template.</summary>
    public string Key { get; private set; } = "";

    public string TitleZh { get; private set; } = "";
    public string TitleEn { get; private set; } = "";

    /// <summary>Code of the body that issues it.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The case's number and a number within the case.</summary>
    public required string Number { get; init; }

    /// <summary>Printed on the letter and shown when the case is tracked, so that a letter can be told from a made-up one.</summary>
    public required string Code { get; init; }

    /// <summary>The paragraphs in both languages, sealed JSON: they name the applicant.</summary>
    public required string TextSealed { get; init; }

    public DateTimeOffset IssuedAt { get; private set; }
}

/// <summary>The paragraphs of a letter.</summary>
public sealed record LetterText(IReadOnlyList<string> Zh, IReadOnlyList<string> En);
