using System.Text.Json;

namespace OneWindow.Api.Features.Cases;

/// <summary>What most audit rows say of themselves beside who and when: the step's name.</summary>
internal sealed record AuditDetail(string? Title, string? TitleEn)
{
    private static readonly AuditDetail Nothing = new(null, null);

    /// <param name="json">Null for a row without facts.</param>
    public static AuditDetail Of(string? json)
    {
        if (json is null || JsonElement.Parse(json) is not { ValueKind: JsonValueKind.Object } detail) return Nothing;
        return new AuditDetail(Text(detail, "title"), Text(detail, "titleEn"));
    }

    private static string? Text(JsonElement detail, string name) =>
        detail.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
