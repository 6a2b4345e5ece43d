using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Activities;

/// <summary>docs/activities.md says what the activities declare, and its examples are definitions that work.</summary>
public sealed class The_reference_page
{
    private const string Switch = "ONEWINDOW_WRITE_DOCS";

    private static string File => Chart.Folder("../docs/activities.md");

    public static TheoryData<string> Keys => [.. ActivityRegistry.BuiltIn.All.Select(a => a.Descriptor.Key)];

    [Fact]
    public void Is_what_the_activities_declare()
    {
        var page = ActivityReference.Write(ActivityRegistry.BuiltIn);
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Switch))) System.IO.File.WriteAllText(File, page);

        Assert.True(System.IO.File.Exists(File) && System.IO.File.ReadAllText(File).ReplaceLineEndings("\n") == page,
            $"docs/activities.md is stale. Write it anew: {Switch}=1 dotnet test tests/Workflows.Tests");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Shows_an_example_that_the_check_accepts(string key)
    {
        var json = ActivityExample.Definition(ActivityRegistry.BuiltIn.Find(key)!).ToJsonString();

        Assert.Empty(DefinitionValidator.Check(json));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Has_names_and_descriptions_in_both_languages(string key)
    {
        var descriptor = ActivityRegistry.BuiltIn.Find(key)!.Descriptor;
        var texts = new[] { descriptor.Name, descriptor.Description }.Concat(descriptor.Inputs.Select(i => i.Description)).Concat(descriptor.Outputs.Select(o => o.Description));

        Assert.All(texts, t => Assert.True(t.Zh.Length > 0 && t.En.Length > 0));
    }
}
