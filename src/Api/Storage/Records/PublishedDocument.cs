using OneWindow.Domain;

namespace OneWindow.Api.Storage.Records;

internal enum DocumentKind
{
    Service,
    Workflow,
    Organisations,
    Calendar,
    Intake,

    /// <summary>Caps, budgets and the rule on double aid; a county may do without.</summary>
    Aid,

    /// <summary>What is printed; a county may do without.</summary>
    Letters,
}

internal enum DocumentState
{
    Draft,

    /// <summary>What new cases use; at most one version of a document.</summary>
    Published,

    /// <summary>Kept for the cases that pinned it.</summary>
    Retired,
}

/// <summary>One version of a configuration document. A published text never changes.</summary>
internal sealed class PublishedDocument : IVersioned
{
    private PublishedDocument()
    {
    }

    public PublishedDocument(DocumentKind kind, string key, int number, string json, string hash, DateTimeOffset at) =>
        (Kind, Key, Number, Json, Hash, At) = (kind, key, number, json, hash, at);

    public DocumentKind Kind { get; private set; }
    public string Key { get; private set; } = "";

    /// <summary>1, 2, 3 … within kind and key.</summary>
    public int Number { get; private set; }

    public string Json { get; private set; } = "";

    /// <summary>SHA-256 of the text; the same text is not stored as a new version.</summary>
    public string Hash { get; private set; } = "";

    public DocumentState State { get; private set; }
    public DateTimeOffset At { get; private set; }
    public int Version { get; private set; }

    public PublishedDocument Publish()
    {
        State = DocumentState.Published;
        return this;
    }

    public void Retire()
    {
        if (State is DocumentState.Published) State = DocumentState.Retired;
    }
}
