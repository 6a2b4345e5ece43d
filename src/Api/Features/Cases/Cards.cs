using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>The words for cards in lists and answers.</summary>
internal static class Cards
{
    private const string Yellow = "yellow";
    private const string Red = "red";

    /// <summary>The card that a filter names; null for none.</summary>
    public static Card? Of(string? word) => word?.ToLowerInvariant() switch
    {
        Yellow => Card.Yellow,
        Red => Card.Red,
        _ => null,
    };

    public static void Check(string? word, Findings findings)
    {
        if (!string.IsNullOrEmpty(word) && Of(word) is null) findings.Add("card", "应为 yellow 或 red (yellow or red)");
    }

    public static string? Word(Card? card) => card switch
    {
        Card.Yellow => Yellow,
        Card.Red => Red,
        _ => null,
    };

    public static string? Word(bool late, DateTimeOffset? yellowAt) => Word(late ? Card.Red : yellowAt is null ? null : Card.Yellow);
}
