namespace OneWindow.Api.Hosting;

/// <summary>The configuration folder that a verb uses where none is named: beside the caller, else the one shipped with the program.</summary>
internal static class DefaultFolder
{
    private const string Name = "workflows-json";

    public static string Path => Directory.Exists(Name) ? Name : System.IO.Path.Combine(AppContext.BaseDirectory, Name);
}
