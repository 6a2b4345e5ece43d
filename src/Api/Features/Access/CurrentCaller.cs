using OneWindow.Api.Hosting;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.Access;

/// <summary>Who makes the present request.</summary>
internal sealed class CurrentCaller(IHttpContextAccessor http)
{
    private Caller? _caller;

    /// <summary>Null where nobody has signed in.</summary>
    public Caller? Value => _caller ??= http.HttpContext?.User is { Identity.IsAuthenticated: true } user ? Principals.Read(user) : null;

    /// <exception cref="Domain.Errors.RefusedException"><c>unauthenticated</c>.</exception>
    public Caller Required => Value ?? throw AccessErrors.Unauthenticated();

    /// <summary>The network that the request came from (<see cref="Networks.Of"/>); empty outside a request.</summary>
    public string RemoteNetwork => Networks.Of(http.HttpContext?.Connection.RemoteIpAddress);

    /// <summary>The joint office or an administrator.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>unauthenticated</c> or <c>forbidden</c>.</exception>
    public Caller RequiredOffice => Required is { SeesEverything: true } office ? office : throw AccessErrors.Forbidden();

    /// <exception cref="Domain.Errors.RefusedException"><c>unauthenticated</c> or <c>forbidden</c>.</exception>
    public Caller RequiredAdmin => Required is { IsAdmin: true } admin ? admin : throw AccessErrors.Forbidden();
}
