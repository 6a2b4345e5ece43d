using System.Text.RegularExpressions;
using OneWindow.Api.Features.Messages.Channels;

namespace OneWindow.Api.Features.Messages.Settings;

/// <summary>
/// A text with places for what a message has: {id}, {to}, {text}, {textEn}, {caseNumber}, and {secret:name} for what is
/// kept apart from it. What is filled in is escaped for where it stands.
/// </summary>
internal sealed partial class Template
{
    private readonly string _text;
    private readonly Func<string, string> _escape;
    private readonly IReadOnlyDictionary<string, string> _secrets;

    /// <exception cref="InvalidOperationException">It asks for something that a message does not have, or for a secret that is not set.</exception>
    public Template(string text, Func<string, string> escape, IReadOnlyDictionary<string, string> secrets, string name)
    {
        (_text, _escape, _secrets) = (text, escape, secrets);
        foreach (Match place in Place().Matches(text))
            if (Value(place, Example) is null) throw new InvalidOperationException($"{name} asks for {place.Value}, which is neither of a message nor a secret that is set.");
    }

    private static Outgoing Example { get; } = new(Guid.Empty, "1", "text", "text", null) { Address = "1" };

    /// <summary>A header has one line, and no characters that end it.</summary>
    public static string HeaderValue(string text) => string.Concat(text.Where(c => c is >= ' ' and < (char)127));

    public string Fill(Outgoing message) => Place().Replace(_text, place => _escape(Value(place, message) ?? ""));

    /// <summary>Filled with an example, to check its form.</summary>
    public string Sample() => Fill(Example);

    private string? Value(Match place, Outgoing message) => place.Groups["name"].Value switch
    {
        "id" => message.Id.ToString(),
        "to" => message.Address,
        "text" => message.TextZh,
        "textEn" => message.TextEn,
        "caseNumber" => message.CaseNumber,
        "secret" => _secrets.GetValueOrDefault(place.Groups["secret"].Value),
        _ => null,
    };

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)(:(?<secret>\w+))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
