using System.Security.Cryptography;
using System.Text.Json;

namespace OneWindow.Api.Storage.Backups;

/// <summary>What a backup holds, so that a restore can prove that nothing of it is missing or changed.</summary>
/// <param name="Format">Version of this list's own form.</param>
/// <param name="Migration">The last migration of the copied database.</param>
/// <param name="DataKey">Says for whoever finds the backup in ten years that the key is elsewhere.</param>
/// <param name="Files">By path below the backup's folder, with <c>/</c>.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset MadeAt, string Migration, string DataKey, SortedDictionary<string, BackupEntry> Files)
{
    public const string FileName = "manifest.json";
    public const string DatabaseName = "onewindow.db";
    public const string FilesFolder = "files";
    public const int CurrentFormat = 1;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static BackupManifest Of(DateTimeOffset madeAt, string migration) => new(
        CurrentFormat, madeAt, migration, "Not in this backup. Without Security__DataKey no identity number or phone in it can be read.", new(StringComparer.Ordinal));

    /// <exception cref="InvalidOperationException">The folder holds no backup, or one of a form that this build does not know.</exception>
    public static BackupManifest Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) throw new InvalidOperationException($"{folder} is no backup: it has no {FileName}.");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(file), Json);
            if (manifest is { Format: CurrentFormat, Files: not null } && manifest.Files.ContainsKey(DatabaseName)) return manifest;
        }
        catch (JsonException)
        {
            // Told below, like every other form that is not known.
        }

        throw new InvalidOperationException($"{file} is damaged, or was written by another build.");
    }

    public void Write(string folder)
    {
        using var stream = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew);
        JsonSerializer.Serialize(stream, this, Json);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Enters a file that lies in the backup.</summary>
    public void Enter(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        Files.Add(path, new BackupEntry(new FileInfo(full).Length, HashOf(full)));
    }

    /// <exception cref="InvalidOperationException">A file is missing, has changed, or lies where no backup puts one.</exception>
    public void Verify(string folder)
    {
        foreach (var (path, entry) in Files)
        {
            var full = Path.GetFullPath(Path.Combine(folder, path));
            if (!full.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new InvalidOperationException($"The backup names a file outside its folder: {path}");
            if (!File.Exists(full)) throw new InvalidOperationException($"The backup lacks {path}.");
            if (new FileInfo(full).Length != entry.Bytes || HashOf(full) != entry.Sha256) throw new InvalidOperationException($"{path} in the backup has changed since it was made.");
        }
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <param name="Sha256">In hexadecimal.</param>
internal sealed record BackupEntry(long Bytes, string Sha256);
