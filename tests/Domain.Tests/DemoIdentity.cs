using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Tests;

/// <summary>Identity numbers with a right check character that belong to nobody: no place has the code 990101.</summary>
internal static class DemoIdentity
{
    public static string Number(DateOnly birthDate, int serial = 1) =>
        IdentityNumber.WithCheckDigit($"990101{birthDate:yyyyMMdd}{serial:000}");
}
