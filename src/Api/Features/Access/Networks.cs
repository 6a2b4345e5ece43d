using System.Net;
using System.Net.Sockets;

namespace OneWindow.Api.Features.Access;

/// <summary>
/// Where requests come from, as far as it is worth counting: an IPv4 address, or the first 64 bits of an IPv6 address. One
/// line is given all the rest of those, so that counting them singly would count nothing.
/// </summary>
internal static class Networks
{
    private const int PrefixBytes = 8;

    private static ReadOnlySpan<byte> Translated => [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <returns>Empty for none.</returns>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        // What translates for a network without IPv4 (RFC 6052) puts the IPv4 address at the end.
        if (bytes.AsSpan().StartsWith(Translated)) return new IPAddress(bytes.AsSpan(Translated.Length)).ToString();
        bytes.AsSpan(PrefixBytes).Clear();
        return $"{new IPAddress(bytes)}/{PrefixBytes * 8}";
    }
}
