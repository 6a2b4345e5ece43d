using OneWindow.Api.Catalogue;

namespace OneWindow.Api.Hosting;

/// <summary>
/// <c>-- check [folder]</c>: validates every definition and proves it sound, runs every scenario, proves that every area
/// is served. <c>-- check file.json …</c>: validates single definitions and proves them sound.
/// </summary>
internal static class CheckVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args is [var given, ..] ? given : DefaultFolder.Path;
        var settings = WorkflowSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var check = new FolderCheck(folder, settings.Mode);
        if (!File.Exists(folder)) check.Run();
        else foreach (var file in args) check.CheckDefinition(file, file);
        foreach (var proof in check.Proofs) await Console.Out.WriteLineAsync(proof);
        foreach (var warning in check.Warnings) await Console.Out.WriteLineAsync($"warning: {warning}");
        foreach (var finding in check.Findings) await Console.Out.WriteLineAsync(finding);
        await Console.Out.WriteLineAsync($"{check.Definitions} definitions, {check.Matters} matters, {check.Scenarios} scenarios, {check.Routes} routes, {check.Combinations} combinations of routing facts: {(check.Findings.Count == 0 ? "no findings" : $"{check.Findings.Count} findings")}");
        return check.Findings.Count == 0 ? 0 : 1;
    }
}
