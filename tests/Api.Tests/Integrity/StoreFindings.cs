using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Features.Integrity;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Integrity;

/// <summary>What check-integrity finds in the store of a running application.</summary>
internal static class StoreFindings
{
    public static async Task<IReadOnlyList<string>> OfAsync(ApiFactory api)
    {
        var findings = new List<string>();
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IntegrityRun>().RunAsync(finding => findings.Add(finding.ToString()), Answers.Ct);
        return findings;
    }
}
