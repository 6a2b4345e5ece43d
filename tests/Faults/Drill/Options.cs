using System.Globalization;

namespace OneWindow.Faults.Drill;

/// <summary>What the command line asks for.</summary>
/// <param name="Names">The faults to try; none stands for all.</param>
/// <param name="Brief">Only the quick ones, a few times.</param>
/// <param name="Times">How often each fault happens; null for its own count.</param>
/// <param name="MayMiss">Whether a fault that cannot be tried here leaves the run clean.</param>
internal sealed record Options(IReadOnlyList<string> Names, bool Brief, int? Times, int Seed, bool MayMiss)
{
    public static Options Read(string[] args)
    {
        var names = new List<string>();
        var options = new Options(names, false, null, 20261122, Environment.GetEnvironmentVariable("CI") != "true");
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--brief":
                    options = options with { Brief = true };
                    break;
                case "--times":
                    options = options with { Times = int.Parse(args[++i], CultureInfo.InvariantCulture) };
                    break;
                case "--seed":
                    options = options with { Seed = int.Parse(args[++i], CultureInfo.InvariantCulture) };
                    break;
                default:
                    names.Add(args[i]);
                    break;
            }
        }

        return options;
    }
}
