using System.Diagnostics;

namespace OneWindow.Faults.Drill;

/// <summary>A small volume of its own, which can be filled up; only root may make one.</summary>
internal sealed class Volume : IAsyncDisposable
{
    private const int Megabyte = 1024 * 1024;

    private Volume(string folder) => Folder = folder;

    /// <summary>Why none can be made; null where one can.</summary>
    public static string? Missing =>
        OperatingSystem.IsLinux() && string.Equals(Environment.UserName, "root", StringComparison.Ordinal) ? null : "Only root can mount a small volume.";

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    public static async Task<Volume> CreateAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-volume-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", folder);
        return new Volume(folder);
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[Megabyte, 4096, 1])
        {
            try
            {
                while (true) filler.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full to this size; the next smaller one takes the rest.
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
