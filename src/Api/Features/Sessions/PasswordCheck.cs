using Microsoft.AspNetCore.Identity;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.Sessions;

/// <summary>Compares passwords and takes as long for a name that does not exist as for one that does.</summary>
internal sealed class PasswordCheck(PasswordHasher<string> hasher)
{
    private readonly string _nobody = hasher.HashPassword("", Guid.Empty.ToString());

    public string Hash(string password) => hasher.HashPassword("", password);

    public bool IsRight(Account? account, string password)
    {
        var right = hasher.VerifyHashedPassword("", account?.PasswordHash ?? _nobody, password) is not PasswordVerificationResult.Failed;
        return right && account is { IsEnabled: true };
    }
}
