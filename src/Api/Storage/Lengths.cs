namespace OneWindow.Api.Storage;

/// <summary>Lengths of text columns, in characters. What is indexed stays well below 1,700 bytes a key on SQL Server.</summary>
internal static class Lengths
{
    /// <summary>No limit: documents and other JSON, never indexed.</summary>
    public const int Unlimited = -1;

    /// <summary>Enum names.</summary>
    public const int Word = 24;

    /// <summary>Codes and keys that people give: organisations, services, activities, user names.</summary>
    public const int Code = 64;

    /// <summary>Body and role together.</summary>
    public const int Post = 129;

    /// <summary>A keyed hash in base64.</summary>
    public const int Hash = 64;

    /// <summary>Titles, names, sealed numbers.</summary>
    public const int Line = 200;

    /// <summary>Sentences that people write.</summary>
    public const int Paragraph = 2000;
}
