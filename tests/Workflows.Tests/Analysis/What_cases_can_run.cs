using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis;

/// <summary>A definition that waits for something the case system never does must not be published.</summary>
public sealed class What_cases_can_run
{
    private const string Code = "OW320-not-hosted";

    [Fact]
    public void A_task_for_a_program_is_refused() =>
        Assert.Equal("task", Assert.Single(Refused(new Chart().Node("task", "Elsa.RunTask", ("taskName", Chart.Literal("print"))))));

    [Fact]
    public void An_event_for_other_cases_is_refused_and_one_within_the_case_is_not()
    {
        Assert.Equal("tell", Assert.Single(Refused(new Chart().Node("tell", "Elsa.PublishEvent", ("eventName", Chart.Literal("moved"))))));
        Assert.Equal("tell", Assert.Single(Refused(new Chart().Input("Local", "Boolean").Node("tell", "Elsa.PublishEvent",
            ("eventName", Chart.Literal("moved")), ("isLocalEvent", Chart.Js("getLocal()", "Boolean"))))));
        Assert.Empty(Refused(new Chart().Node("tell", "Elsa.PublishEvent", ("eventName", Chart.Literal("moved")), ("isLocalEvent", Chart.Literal("true", "Boolean")))));
    }

    private static IEnumerable<string?> Refused(Chart chart)
    {
        var report = PublicationCheck.Of(chart.Json());
        var refused = report.Findings.Where(f => f.Code == Code).ToList();
        Assert.Equal(refused.Count > 0, report.HasErrors);
        return refused.Select(f => f.ActivityId);
    }
}
