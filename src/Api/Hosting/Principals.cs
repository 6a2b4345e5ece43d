using System.Security.Claims;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Hosting;

/// <summary>A caller as claims, and back.</summary>
internal static class Principals
{
    private const string DisplayName = "display-name";
    private const string PostClaim = "post";
    private const string ServicePoint = "service-point";

    public static ClaimsPrincipal Create(Caller caller, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, caller.UserName));
        identity.AddClaim(new Claim(DisplayName, caller.Name));
        identity.AddClaims(caller.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        identity.AddClaims(caller.Posts.Select(post => new Claim(PostClaim, post.ToString())));
        if (caller.ServicePoint is { } point) identity.AddClaim(new Claim(ServicePoint, point));
        return new ClaimsPrincipal(identity);
    }

    public static Caller? Read(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.Name) is not { } userName
            ? null
            : new Caller(
                userName,
                principal.FindFirstValue(DisplayName) ?? userName,
                [.. principal.FindAll(ClaimTypes.Role).Select(c => c.Value)],
                [.. principal.FindAll(PostClaim).Select(c => Post.Parse(c.Value))],
                principal.FindFirstValue(ServicePoint));
}
