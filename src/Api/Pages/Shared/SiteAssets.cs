using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace OneWindow.Api.Pages.Shared;

/// <summary>Addresses of our own files that change with their content, so that browsers may keep them for good.</summary>
internal sealed partial class SiteAssets(IWebHostEnvironment environment)
{
    private const string StyleFile = "site.css";

    public string Styles { get; } = Versioned(environment, StyleFile);

    /// <summary>What only those who have signed in see; no first view of a resident carries it.</summary>
    public string StaffStyles { get; } = Versioned(environment, "staff.css");

    public string Script { get; } = Versioned(environment, "site.js");

    /// <summary>Shows how far an upload is; only on pages that take files.</summary>
    public string Upload { get; } = Versioned(environment, "upload.js");

    /// <summary>What keeps pages of staff up to date; no page of a resident loads it.</summary>
    public string LiveScript { get; } = Versioned(environment, "live.js");

    /// <summary>The design's tokens in the order of the style sheet, as it has them.</summary>
    public IReadOnlyList<(string Name, string Value)> Tokens { get; } = Read(environment);

    private static string Versioned(IWebHostEnvironment environment, string name)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(name);
        if (!file.Exists) return $"/{name}";
        using var content = file.CreateReadStream();
        return $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }

    private static List<(string Name, string Value)> Read(IWebHostEnvironment environment)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(StyleFile);
        if (!file.Exists) return [];
        using var reader = new StreamReader(file.CreateReadStream());
        return [.. Token().Matches(reader.ReadToEnd()).Select(m => (m.Groups["name"].Value, m.Groups["value"].Value))];
    }

    [GeneratedRegex(@"^  --(?<name>[a-z0-9-]+): (?<value>[^;]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 200)]
    private static partial Regex Token();
}
