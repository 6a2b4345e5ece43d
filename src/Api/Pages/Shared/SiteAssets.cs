using System.Security.Cryptography;

namespace OneWindow.Api.Pages.Shared;

/// <summary>Addresses of our own files that change with their content, so that browsers may keep them for good.</summary>
internal sealed class SiteAssets(IWebHostEnvironment environment)
{
    public string Styles { get; } = Versioned(environment, "site.css");

    public string Script { get; } = Versioned(environment, "site.js");

    /// <summary>Shows how far an upload is; only on pages that take files.</summary>
    public string Upload { get; } = Versioned(environment, "upload.js");

    private static string Versioned(IWebHostEnvironment environment, string name)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(name);
        if (!file.Exists) return $"/{name}";
        using var content = file.CreateReadStream();
        return $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }
}
