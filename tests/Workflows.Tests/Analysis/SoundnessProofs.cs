using System.Diagnostics;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis;

public sealed class SoundnessProofs
{
    [Theory]
    [MemberData(nameof(ShippedServices.Services), MemberType = typeof(ShippedServices))]
    public void Measure(string service)
    {
        var plan = Plan.Compile(DefinitionReader.Read(File.ReadAllText(Chart.Folder($"{service}/workflow.json"))));
        foreach (var returns in new[] { false, true })
        {
            var t = Stopwatch.StartNew();
            var r = Soundness.Explore(plan, new SoundnessOptions { WithReturns = returns });
            TestContext.Current.TestOutputHelper!.WriteLine($"{service} returns={returns} states={r.States} complete={r.IsComplete} {t.ElapsedMilliseconds} ms");
            foreach (var f in r.Findings) TestContext.Current.TestOutputHelper!.WriteLine(f.ToString());
        }
    }
}
