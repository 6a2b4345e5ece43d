using System.Globalization;

namespace OneWindow.Faults.Drill;

/// <summary>The clock of a server's machine as libfaketime shows it to the server, movable while the server runs.</summary>
internal sealed class FakeClock
{
    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).FirstOrDefault()
        : null;

    private readonly string _file;

    /// <param name="folder">Where the file lies from which the servers read their offset.</param>
    public FakeClock(string folder)
    {
        _file = Path.Combine(folder, "clock");
        Move(TimeSpan.Zero);
    }

    /// <summary>Why it cannot be had; null where it can.</summary>
    public static string? Missing => Library is null ? "libfaketime is not installed." : null;

    /// <summary>What a server must be started with. Its measure of how much time has passed stays true, as on a machine whose clock is set.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Sets the servers' clock to the true time and this much.</summary>
    public void Move(TimeSpan offset)
    {
        var next = _file + ".next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0}s\n"));
        File.Move(next, _file, overwrite: true);
    }
}
