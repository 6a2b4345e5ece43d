namespace OneWindow.Domain.Parties;

internal static class Digits
{
    /// <summary>ASCII digits only: other scripts' digits look right on screen and fail every check sum.</summary>
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
