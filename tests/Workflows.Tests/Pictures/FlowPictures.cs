using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Pictures;
using OneWindow.Workflows.Tests.Analysis;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Pictures;

/// <summary>Pictures of the shipped services: nothing that people answer is left out, nothing overlaps, every line leads where control can go.</summary>
public sealed class FlowPictures
{
    public static TheoryData<string> Services => ShippedServices.Services;

    private static (Plan Plan, FlowPicture Picture) Of(string service)
    {
        var plan = Chart.Compiled(OneWindow.Workflows.Definitions.DefinitionReader.Read(File.ReadAllText(Chart.Folder($"{service}/workflow.json"))));
        return (plan, FlowPicture.Of(plan));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_step_that_waits_and_every_result_is_in_the_picture(string service)
    {
        var (plan, picture) = Of(service);

        var waiting = plan.Nodes.Where(n => n.Activity.WaitOf(n) is not null).ToList();
        Assert.NotEmpty(waiting);
        Assert.All(waiting, n => Assert.NotNull(picture.Find(n.Id)));
        Assert.All(plan.Nodes.Where(n => n.Activity is OneWindow.Workflows.Activities.CloseCase), n => Assert.Equal(PictureKind.End, picture.Find(n.Id)!.Kind));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Boxes_keep_apart_and_stay_inside(string service)
    {
        var picture = Of(service).Picture;

        Assert.All(picture.Steps, s => Assert.True(s.X >= 0 && s.Y >= 0 && s.X + PictureStep.Width <= picture.Width && s.Y + PictureStep.Height <= picture.Height));
        foreach (var row in picture.Steps.GroupBy(s => s.Row))
        {
            var xs = row.Select(s => s.X).Order().ToList();
            Assert.All(xs.Zip(xs.Skip(1)), p => Assert.True(p.Second - p.First > PictureStep.Width));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_step_but_an_end_leads_on_and_every_step_is_led_to(string service)
    {
        var picture = Of(service).Picture;

        Assert.All(picture.Steps, s => Assert.Contains(picture.Lines, l => l.To == s.ActivityId));
        Assert.All(picture.Steps, s => Assert.Equal(s.Kind is PictureKind.End, picture.Lines.All(l => l.From != s.ActivityId)));
        Assert.All(picture.Lines, l => Assert.All(l.Route, p => Assert.InRange(p.X, 0, picture.Width)));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Lines_lead_down_but_for_those_that_go_back(string service)
    {
        var picture = Of(service).Picture;
        var rows = picture.Steps.ToDictionary(s => s.ActivityId, s => s.Row);

        Assert.All(picture.Lines.Where(l => l.From is not null), l => Assert.Equal(l.IsBack, rows[l.To] <= rows[l.From!]));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_answer_of_a_step_leads_somewhere(string service)
    {
        var (plan, picture) = Of(service);

        foreach (var node in plan.Root.Children.Where(n => n.Activity is HandleStep))
            Assert.All(node.Activity.OutcomesOf(node), key => Assert.Contains(picture.Lines, l => l.From == node.Id && l.Answers.Any(a => a.Key == key)));
    }

    [Fact]
    public void The_certificate_is_drawn_as_it_is()
    {
        var picture = Of("disability-certificate").Picture;

        Assert.Equal("accept", Assert.Single(picture.Lines, l => l.From is null).To);
        Assert.Contains(picture.Lines, l => l.From == "accept" && l.To == "supplement" && l.Answers.Any(a => a.Key == "gaps"));
        Assert.Contains(picture.Lines, l => l is { From: "supplement", To: "accept", IsBack: true });
        Assert.Contains(picture.Lines, l => l.From == "assess" && l.To == "publicity" && l.IsConditional);
        Assert.Equal("issued", picture.Steps.Single(s => s.Result == "issued").Result);
    }

    [Fact]
    public void The_same_plan_gives_the_same_picture() => Assert.Same(FlowPicture.Of(Plan), FlowPicture.Of(Plan));

    [Fact]
    public void A_workflow_that_asks_nobody_has_an_empty_picture()
    {
        var picture = FlowPicture.Of(Chart.Compiled(OneWindow.Workflows.Definitions.DefinitionReader.Read(File.ReadAllText(Chart.Folder("follow-up-visit/workflow.json")))));

        Assert.Empty(picture.Steps);
        Assert.Empty(picture.Lines);
    }

    private static Plan Plan { get; } = Of("legal-aid").Plan;
}
