namespace OneWindow.Api.Storage.Files;

internal enum FileStoreKind
{
    /// <summary>Files in a folder; several nodes need one that they share.</summary>
    Folder,

    /// <summary>Rows of the one database.</summary>
    Database,
}

/// <summary>Where uploaded files are kept and how large they may be.</summary>
/// <param name="Folder">For the store in a folder, and for what is on its way in whichever store is used.</param>
/// <param name="MaxBytes">Of one file.</param>
/// <param name="MaxBytesPerCase">Of all files of one case together.</param>
internal sealed record FileSettings(FileStoreKind Store, string Folder, long MaxBytes, long MaxBytesPerCase)
{
    /// <summary>Most files in one request.</summary>
    public const int MaxFilesPerRequest = 10;

    private const string DefaultFolder = "data/files";
    private const long Megabyte = 1 << 20;
    private const long DefaultMaxBytes = 20 * Megabyte;
    private const long DefaultMaxBytesPerCase = 200 * Megabyte;

    /// <summary>More than anybody can mean; a file is counted in 32 bits at the latest where it is unpacked.</summary>
    private const long MostBytes = 1024 * Megabyte;

    /// <summary>Room for the fields of a form beside its files.</summary>
    public const long FormBytes = Megabyte;

    /// <summary>Most bytes of a request that brings files.</summary>
    public long MaxRequestBytes => Math.Min(MaxBytes * MaxFilesPerRequest, MaxBytesPerCase) + FormBytes;

    /// <exception cref="InvalidOperationException">A setting cannot be meant.</exception>
    public static FileSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Files");
        var name = section["Store"];
        var store = FileStoreKind.Folder;
        if (!string.IsNullOrWhiteSpace(name) && !(Enum.TryParse(name, ignoreCase: true, out store) && Enum.IsDefined(store)))
            throw new InvalidOperationException($"Files__Store is \"{name}\"; it must be {string.Join(" or ", Enum.GetNames<FileStoreKind>())}.");
        var folder = section["Folder"];
        var most = Bytes(section, "MaxBytes", DefaultMaxBytes);
        var perCase = Bytes(section, "MaxBytesPerCase", Math.Max(DefaultMaxBytesPerCase, most));
        if (perCase < most) throw new InvalidOperationException("Files__MaxBytesPerCase is less than Files__MaxBytes.");
        return new FileSettings(store, string.IsNullOrWhiteSpace(folder) ? DefaultFolder : folder, most, perCase);
    }

    private static long Bytes(IConfigurationSection section, string name, long fallback)
    {
        var text = section[name];
        if (string.IsNullOrWhiteSpace(text)) return fallback;
        if (long.TryParse(text, out var bytes) && bytes is > 0 and <= MostBytes) return bytes;
        throw new InvalidOperationException($"Files__{name} is \"{text}\"; it must be a number of bytes up to {MostBytes}.");
    }
}
