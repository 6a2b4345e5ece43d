using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Hosting;

/// <summary>
/// A form that was filled in and could not be taken, because the session had ended for one. It is shown again with what
/// was typed and sent by a person alone, never carried out by itself.
/// </summary>
/// <param name="Address">Path and query of the page that it was sent to.</param>
/// <param name="Values">What was typed, by the fields' names.</param>
/// <param name="HadFiles">Files came with it, which must be chosen again: a browser lets nobody put one into a field.</param>
internal sealed record KeptForm(string Address, IReadOnlyDictionary<string, string[]> Values, bool HadFiles)
{
    /// <summary>Field that brings a sealed form back to its page.</summary>
    public const string Field = "kept";

    /// <summary>Field of the sign-in form that carries a sealed form through signing in.</summary>
    public const string CarriedField = "carried";

    /// <summary>User name of whoever filled it in; null where nobody was signed in, or nothing tells who was.</summary>
    public string? Owner { get; init; }

    /// <summary>Why it was not taken, to be said beside its fields; null where they were not looked at.</summary>
    public RefusedException? Refusal { get; init; }

    /// <summary>Nothing is to be said about it, because the page does or because only its language was changed.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it may be shown to this person: what somebody else typed may not.</summary>
    /// <param name="userName">Null for nobody signed in: the form is still in the browser that it was typed into.</param>
    public bool IsFor(string? userName) => Owner is null || userName is null || Owner == userName;
}

/// <summary>
/// Seals a form for its way through the sign-in page and back. It lies in the browser and nowhere else, so no node keeps
/// anything for people who have not signed in, and can be read by a node of this installation alone.
/// </summary>
internal sealed class KeptForms(IDataProtectionProvider protection)
{
    /// <summary>How long somebody may take to sign in again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    // Sealed at once: nothing of it is read as part of a page.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("kept-form").ToTimeLimitedDataProtector();

    public string Seal(KeptForm form) =>
        _protector.Protect(JsonSerializer.Serialize(new Content(form.Address, form.Values, form.HadFiles, form.Owner), Options), Kept);

    /// <returns>Null where it was not sealed here, was changed, or is too old.</returns>
    public KeptForm? Open(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize<Content>(_protector.Unprotect(text), Options) is { } content
                ? new KeptForm(content.Address, content.Values, content.HadFiles) { Owner = content.Owner }
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Content(string Address, IReadOnlyDictionary<string, string[]> Values, bool HadFiles, string? Owner = null);
}
