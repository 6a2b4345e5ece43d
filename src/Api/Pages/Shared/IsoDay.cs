using System.Globalization;

namespace OneWindow.Api.Pages.Shared;

/// <summary>A day as date fields send it (2026-09-29). Whatever else an address holds is no day, and no error.</summary>
internal static class IsoDay
{
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
