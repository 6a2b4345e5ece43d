using System.Net;

namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>Tells addresses of the internet from those of machines and networks of one's own (RFC 6890).</summary>
internal static class NetworkAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // IPv6: everything but 2000::/3, and of that what carries an IPv4 address or is not routed.
            "::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Special, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Whether a host written in an address is one's own already by its spelling.</summary>
    public static bool IsOwn(string host)
    {
        var bare = host.TrimEnd('.');
        return IPAddress.TryParse(bare.Trim('[', ']'), out var address)
            ? !IsPublic(address)
            : bare.Equals("localhost", StringComparison.OrdinalIgnoreCase) || bare.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
