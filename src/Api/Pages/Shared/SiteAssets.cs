using System.Security.Cryptography;

namespace OneWindow.Api.Pages.Shared;

/// <summary>Addresses of our own files that change with their content, so that browsers may keep them for good.</summary>
internal sealed class SiteAssets(IWebHostEnvironment environment)
{
    public string Styles { get; } = Versioned(environment, "site.css");

    public string Script { get; } = Versioned(environment, "site.js");

    /// <summary>What keeps pages of staff up to date; no page of a resident loads it.</summary>
    public string LiveScript { get; } = Versioned(environment, "live.js");

    private static string Versioned(IWebHostEnvironment environment, string name)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(name);
        if (!file.Exists) return $"/{name}";
        using var content = file.CreateReadStream();
        return $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }
}
