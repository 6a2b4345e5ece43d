using System.Security.Cryptography;
using OneWindow.Api.Hosting;

namespace OneWindow.Api.Storage.Sealing;

/// <summary>The one key from which all others come.</summary>
internal static class DataKey
{
    private const int Length = 32;
    private const string DefaultDemoFile = "data/demo.key";

    /// <exception cref="InvalidOperationException">The key is missing or has the wrong length.</exception>
    public static byte[] Read(IConfiguration configuration)
    {
        var text = configuration["Security:DataKey"];
        if (!string.IsNullOrWhiteSpace(text)) return Parse(text, "Security__DataKey");
        if (!DemoMode.IsOn(configuration))
            throw new InvalidOperationException("Security__DataKey is missing: 32 random bytes in base64 (openssl rand -base64 32).");
        return ReadOrCreate(configuration["Demo:KeyFile"] ?? DefaultDemoFile);
    }

    /// <summary>Reads the key without making one.</summary>
    /// <exception cref="InvalidOperationException">The key is missing or has the wrong length.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["Security:DataKey"]) || !DemoMode.IsOn(configuration)) Read(configuration);
    }

    private static byte[] ReadOrCreate(string file)
    {
        if (!File.Exists(file)) Create(file);
        return Parse(File.ReadAllText(file), file);
    }

    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        // Whole or not at all: another process that starts at this moment must not read half a key, or replace it.
        var made = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(made, options)) writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made);
        }
    }

    private static byte[] Parse(string text, string source)
    {
        var key = new byte[Length];
        if (Convert.TryFromBase64String(text.Trim(), key, out var written) && written == Length) return key;
        throw new InvalidOperationException($"{source} must hold 32 bytes in base64.");
    }
}
