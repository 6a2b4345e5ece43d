using AutoMapper;
using AutoMapper.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Tests.Hosting;

public sealed class CompositionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public void Every_mapping_fills_every_field_of_its_view()
    {
        var mappings = api.Services.GetRequiredService<MapperConfiguration>();
        Assert.NotEmpty(mappings.Internal().GetAllTypeMaps());
        mappings.AssertConfigurationIsValid();
    }

    [Theory]
    [InlineData("Production", null, null, true)]
    [InlineData("production", "true", "a key", true)]
    [InlineData("Production", null, "a key", false)]
    [InlineData("Production", "false", null, false)]
    [InlineData("Staging", null, null, false)]
    [InlineData(null, null, null, false)]
    public void Demo_mode_refuses_production(string? environment, string? demo, string? key, bool refused)
    {
        var configuration = With(("ASPNETCORE_ENVIRONMENT", environment), ("Demo:Enabled", demo), ("Security:DataKey", key));
        var exception = Record.Exception(() => DemoMode.RefuseInProduction(configuration));
        Assert.Equal(refused, exception is InvalidOperationException);
        if (refused) Assert.Contains("Demo__Enabled=false", exception!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Oracle", "x", "Oracle")]
    [InlineData("PostgreSql", null, "ConnectionStrings__OneWindow")]
    [InlineData("7", "x", "7")]
    public void Storage_settings_that_make_no_sense_are_told(string provider, string? connection, string part)
    {
        var wrong = Assert.Throws<InvalidOperationException>(
            () => StorageOptions.Read(With(("Storage:Provider", provider), ("ConnectionStrings:OneWindow", connection))));
        Assert.Contains(part, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_data_lies_in_a_file_below_the_current_folder() =>
        Assert.Equal(new StorageOptions(StorageProvider.Sqlite, "Data Source=data/onewindow.db", null), StorageOptions.Read(With()));

    [Theory]
    [InlineData(null, FlowchartMode.Counter)]
    [InlineData("", FlowchartMode.Counter)]
    [InlineData("counter", FlowchartMode.Counter)]
    [InlineData("Token", FlowchartMode.Token)]
    public void The_installation_says_how_flowcharts_run(string? mode, FlowchartMode expected)
    {
        var settings = WorkflowSettings.Read(With(("Workflows:FlowchartMode", mode)));
        Assert.Equal((expected, expected), (settings.Mode, settings.Exploration.Mode));
    }

    [Theory]
    [InlineData("tokens")]
    [InlineData("7")]
    public void A_mode_that_there_is_not_is_told(string mode) =>
        Assert.Contains(mode, Assert.Throws<InvalidOperationException>(() => WorkflowSettings.Read(With(("Workflows:FlowchartMode", mode)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("migrate", true)]
    [InlineData("--urls=http://127.0.0.1:0", false)]
    [InlineData("--migrate", false)]
    public void A_verb_is_known_by_its_name(string argument, bool known) => Assert.Equal(known, CommandLine.Find([argument]) is not null);

    [Fact]
    public async Task A_mistyped_verb_ends_the_program_instead_of_serving() => Assert.Equal(2, await CommandLine.Find(["chek"])!());

    [Fact]
    public void Without_arguments_there_is_no_verb() => Assert.Null(CommandLine.Find([]));

    private static IConfiguration With(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value)).Build();
}
