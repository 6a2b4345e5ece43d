using System.Net;

namespace OneWindow.Api.Hosting;

/// <summary>How this node stands among proxies and other nodes.</summary>
/// <param name="Nodes">How many nodes share the database, as far as the operator says.</param>
/// <param name="Proxies">Whose word on the caller's address and scheme is taken.</param>
/// <param name="ProxiesTold">False where Hosting__KnownProxies is not set at all.</param>
/// <param name="Drain">How long a node that shuts down goes on serving while it says that it is not ready.</param>
/// <param name="Hsts">Whether browsers are told to come by https alone from now on.</param>
internal sealed record NodeSettings(int Nodes, IReadOnlyList<IPNetwork> Proxies, bool ProxiesTold, TimeSpan Drain, bool Hsts)
{
    private const int MaxNodes = 1000;
    private const int MaxDrainSeconds = 300;
    private const string NoProxy = "none";

    /// <exception cref="InvalidOperationException">A setting cannot be read.</exception>
    public static NodeSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Hosting");
        var told = section["KnownProxies"]?.Trim() ?? "";
        return new NodeSettings(
            Number(section["Nodes"], "Hosting__Nodes", 1, MaxNodes, 1),
            told is "" or NoProxy ? [] : [.. told.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)],
            told.Length > 0,
            TimeSpan.FromSeconds(Number(section["DrainSeconds"], "Hosting__DrainSeconds", 0, MaxDrainSeconds, 0)),
            Switch(section["Hsts"]));
    }

    private static int Number(string? text, string name, int least, int most, int otherwise)
    {
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        if (int.TryParse(text, out var number) && number >= least && number <= most) return number;
        throw new InvalidOperationException($"{name} is \"{text}\"; it must be a whole number from {least} to {most}.");
    }

    private static bool Switch(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return false;
        return bool.TryParse(text, out var on) ? on : throw new InvalidOperationException($"Hosting__Hsts is \"{text}\"; it must be true or false.");
    }

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new InvalidOperationException($"Hosting__KnownProxies names \"{text}\"; it must be \"{NoProxy}\", or addresses and networks such as 10.0.0.5, 10.1.0.0/16.");
    }
}
