using System.Globalization;

namespace OneWindow.Bench.Load;

/// <summary>What <c>load</c> is asked to do.</summary>
/// <param name="Provider">sqlite or postgresql.</param>
/// <param name="Nodes">Servers on the one database; each call goes to the next of them.</param>
/// <param name="Clients">Virtual clients, each of which begins a call when its last one was answered.</param>
/// <param name="Seconds">Length of a round of the mix.</param>
/// <param name="Rounds">Rounds of the mix and of the raw writer, which take turns.</param>
/// <param name="Cases">Cases that are in the database before anybody calls.</param>
internal sealed record LoadOptions(string Provider, int Nodes, int Clients, int Seconds, int Rounds, int Cases)
{
    private static readonly Dictionary<string, int> Defaults = new(StringComparer.Ordinal)
    {
        ["--nodes"] = 1,
        ["--clients"] = 32,
        ["--seconds"] = 10,
        ["--rounds"] = 4,
        ["--cases"] = 0,
    };

    /// <exception cref="ArgumentException">An option that there is not, or that is no number.</exception>
    public static LoadOptions Read(IReadOnlyList<string> args)
    {
        var numbers = new Dictionary<string, int>(Defaults, StringComparer.Ordinal);
        var provider = "postgresql";
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "sqlite" or "postgresql") provider = args[i];
            else if (numbers.ContainsKey(args[i]) && i + 1 < args.Count && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number)) numbers[args[i++]] = number;
            else throw new ArgumentException($"load takes sqlite or postgresql, and a number after each of {string.Join(", ", Defaults.Keys)}; not \"{args[i]}\".", nameof(args));
        }
        return new LoadOptions(provider, numbers["--nodes"], numbers["--clients"], numbers["--seconds"], numbers["--rounds"], numbers["--cases"]);
    }
}
