using OneWindow.Api.Catalogue;

namespace OneWindow.Api.Hosting;

/// <summary><c>-- check [folder]</c>: validates every definition, runs every scenario, proves that every area is served.</summary>
internal static class CheckVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args is [var given, ..] ? given : DefaultFolder.Path;
        var check = new FolderCheck(folder);
        check.Run();
        foreach (var finding in check.Findings) await Console.Out.WriteLineAsync(finding);
        await Console.Out.WriteLineAsync($"{check.Definitions} definitions, {check.Scenarios} scenarios, {check.Routes} routes: {(check.Findings.Count == 0 ? "no findings" : $"{check.Findings.Count} findings")}");
        return check.Findings.Count == 0 ? 0 : 1;
    }
}
