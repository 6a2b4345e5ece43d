namespace OneWindow.Domain.Errors;

/// <summary>Why a request is refused; the HTTP border maps each kind to one status.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is wrong (400).</summary>
    Invalid,

    /// <summary>The caller has not proved who they are (401).</summary>
    Unauthenticated,

    /// <summary>The caller is known and may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not learn that there is (404).</summary>
    NotFound,

    /// <summary>The request is right and the present state does not allow it (409).</summary>
    Conflict,

    /// <summary>Too many attempts in a short time (429).</summary>
    TooMany,

    /// <summary>More than is taken (413).</summary>
    TooLarge,
}

/// <summary>An expected "no". Everything else that is thrown is a bug.</summary>
/// <param name="kind">Which status the caller sees.</param>
/// <param name="code">Kebab-case contract, stable between releases.</param>
/// <param name="message">Text for people; may change freely.</param>
/// <param name="errors">Messages by field path, where single fields are at fault.</param>
public sealed class RefusedException(
    RefusalKind kind,
    string code,
    string message,
    IReadOnlyDictionary<string, string[]>? errors = null) : Exception(message)
{
    private static readonly Dictionary<string, string[]> NoErrors = [];

    public RefusalKind Kind { get; } = kind;

    public string Code { get; } = code;

    /// <summary>Messages by field path; empty where no single field is at fault.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors ?? NoErrors;
}
