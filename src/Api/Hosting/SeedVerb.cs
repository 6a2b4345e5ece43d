using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Seeding;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Hosting;

/// <summary>
/// <c>-- seed --cases N [--seed S] [--force]</c>: fills a demonstration with invented cases. 0 where it did, 1 where it
/// may not, 2 where the command line is wrong. Progress goes to the error stream.
/// </summary>
internal static class SeedVerb
{
    private const string Usage = "seed --cases N [--seed S] [--force]";

    /// <summary>A day's case numbers do not reach further.</summary>
    private const long MostCases = 5_000_000;

    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken ct = default)
    {
        var rest = args.ToList();
        if (Read(rest) is not { } options)
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        await using var app = Composition.Build([.. CommandLine.Quiet, .. rest]);
        if (!DemoMode.IsOn(app.Configuration))
        {
            await errors.WriteLineAsync("Invented cases are for demonstrations only, and this is none: Demo__Enabled is not set.");
            return 1;
        }

        await app.PrepareAsync(ct);
        if (!options.Force && await HasCasesAsync(app, ct))
        {
            await errors.WriteLineAsync("The store has cases already. --force adds to them.");
            return 1;
        }

        await new SeedRun(app, options, errors).RunAsync(ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{options.Cases} cases added"));
        return 0;
    }

    private static async Task<bool> HasCasesAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OneWindowDb>().Cases.AnyAsync(ct);
    }

    /// <summary>Takes the verb's own words out of the arguments; what is left are settings. Null where a word is wrong.</summary>
    private static SeedOptions? Read(List<string> args)
    {
        var force = args.Remove("--force");
        var seed = 1UL;
        if (Take(args, "--cases") is not { } count || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var cases) || cases is < 1 or > MostCases) return null;
        if (Take(args, "--seed") is { } text && !ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed)) return null;
        return new SeedOptions(cases, seed, force);
    }

    private static string? Take(List<string> args, string name)
    {
        var at = args.IndexOf(name);
        if (at < 0 || at + 1 >= args.Count) return null;
        var value = args[at + 1];
        args.RemoveRange(at, 2);
        return value;
    }
}
