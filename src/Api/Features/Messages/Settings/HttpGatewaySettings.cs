using System.Text.Json;
using System.Text.RegularExpressions;

namespace OneWindow.Api.Features.Messages.Settings;

/// <summary>A gateway that takes one HTTP request for each message. All texts are templates: <see cref="Template"/>.</summary>
/// <param name="Success">What an answer of the status 2xx must contain where the gateway tells failures in its text; null where the status says all.</param>
internal sealed record HttpGatewaySettings(
    HttpMethod Method, Template Url, IReadOnlyDictionary<string, Template> Headers, Template? Body, string ContentType, Regex? Success)
{
    private const string Json = "application/json";
    private const string UrlForm = "application/x-www-form-urlencoded";

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used.</exception>
    public static HttpGatewaySettings Read(IConfigurationSection section, string name, bool allowHttp)
    {
        var secrets = section.GetSection("Secrets").GetChildren().ToDictionary(s => s.Key, s => s.Value ?? "", StringComparer.OrdinalIgnoreCase);
        var type = section["ContentType"] is { Length: > 0 } given ? given : Json;
        var body = section["Body"] is { Length: > 0 } text ? new Template(text, EscapeFor(type, name), secrets, $"{name}__Body") : null;
        if (body is not null && type == Json) CheckJson(body, name);
        return new HttpGatewaySettings(
            section["Method"] is { Length: > 0 } method ? HttpMethod.Parse(method) : HttpMethod.Post, ReadUrl(section["Url"], secrets, name, allowHttp),
            section.GetSection("Headers").GetChildren().ToDictionary(
                h => h.Key, h => new Template(h.Value ?? "", Template.HeaderValue, secrets, $"{name}__Headers__{h.Key}"), StringComparer.OrdinalIgnoreCase),
            body, type, ReadSuccess(section["Success"], name));
    }

    private static Template ReadUrl(string? text, IReadOnlyDictionary<string, string> secrets, string name, bool allowHttp)
    {
        if (string.IsNullOrEmpty(text)) throw new InvalidOperationException($"{name}__Url is missing.");
        var template = new Template(text, Uri.EscapeDataString, secrets, $"{name}__Url");
        if (!Uri.TryCreate(template.Sample(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            throw new InvalidOperationException($"{name}__Url is no address of the form https://….");
        // Numbers and texts of residents travel in it.
        if (uri.Scheme == "http" && !allowHttp && !uri.IsLoopback) throw new InvalidOperationException($"{name}__Url must begin with https://.");
        return template;
    }

    private static Func<string, string> EscapeFor(string type, string name) => type switch
    {
        Json => text => JsonEncodedText.Encode(text).ToString(),
        UrlForm => Uri.EscapeDataString,
        _ => throw new InvalidOperationException($"{name}__ContentType is \"{type}\"; it must be {Json} or {UrlForm}."),
    };

    private static void CheckJson(Template body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Sample());
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"{name}__Body is not JSON: line {exception.LineNumber}, byte {exception.BytePositionInLine}.", exception);
        }
    }

    private static Regex? ReadSuccess(string? text, string name)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException($"{name}__Success is no usable regular expression.", exception);
        }
    }
}
