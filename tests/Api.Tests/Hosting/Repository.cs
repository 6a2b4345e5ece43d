namespace OneWindow.Api.Tests.Hosting;

/// <summary>Files of this repository that tests read or copy.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that the application ships with.</summary>
    public static string BuiltIn { get; } = Path.Combine(AppContext.BaseDirectory, "workflows-json");

    /// <summary>Copies the shipped configuration, so that a test may change it.</summary>
    public static void CopyBuiltInTo(DirectoryInfo folder)
    {
        foreach (var file in Directory.EnumerateFiles(BuiltIn, "*.json", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder.FullName, Path.GetRelativePath(BuiltIn, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OneWindow.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
