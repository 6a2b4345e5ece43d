using System.Net;
using System.Net.Sockets;
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

    /// <summary>The address that the request came from, to count by; empty outside a request.</summary>
    public string RemoteAddress => NetworkOf(http.HttpContext?.Connection.RemoteIpAddress);

    /// <summary>One connection has a whole /64 of IPv6 addresses to itself, so that only the network tells senders apart.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(bytes.Length / 2).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    /// <summary>The joint office or an administrator.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>unauthenticated</c> or <c>forbidden</c>.</exception>
    public Caller RequiredOffice => Required is { SeesEverything: true } office ? office : throw AccessErrors.Forbidden();

    /// <exception cref="Domain.Errors.RefusedException"><c>unauthenticated</c> or <c>forbidden</c>.</exception>
    public Caller RequiredAdmin => Required is { IsAdmin: true } admin ? admin : throw AccessErrors.Forbidden();
}
