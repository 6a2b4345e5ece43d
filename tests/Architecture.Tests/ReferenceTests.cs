using System.Reflection;
using System.Xml.Linq;

namespace OneWindow.Architecture.Tests;

/// <summary>Api → Workflows → Domain, nothing the other way, and packages in Api only.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string, string[]> AllowedProjects => new()
    {
        { "src/Domain/Domain.csproj", [] },
        { "src/Workflows/Workflows.csproj", ["Domain"] },
        { "src/Api/Api.csproj", ["Workflows", "Domain", "Microsoft.SqlServer.Server"] },
    };

    [Theory]
    [MemberData(nameof(AllowedProjects))]
    public void A_project_refers_only_to_those_beneath_it(string project, string[] allowed)
    {
        var named = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Empty(named.Except(allowed, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_of_the_product_is_covered()
    {
        var covered = AllowedProjects.Select(row => row.Data.Item1);

        Assert.Equal(Repository.Files("src", ".csproj"), covered.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("src/Domain/Domain.csproj")]
    [InlineData("src/Workflows/Workflows.csproj")]
    public void Domain_and_Workflows_take_no_packages(string project)
    {
        Assert.Empty(Items(project, "PackageReference"));
        Assert.Empty(Items(project, "FrameworkReference"));
        Assert.Empty(Items(project, "Reference"));
    }

    [Fact]
    public void Project_files_are_really_read()
    {
        Assert.Contains("Quartz", Items("src/Api/Api.csproj", "PackageReference"));
        Assert.Contains(Items("src/Workflows/Workflows.csproj", "ProjectReference"), path => path.EndsWith("Domain.csproj", StringComparison.Ordinal));
    }

    [Fact]
    public void Domain_is_compiled_against_the_base_library_alone()
    {
        var names = ReferencesOf(Product.Domain);

        Assert.Contains("System.Runtime", names);
        Assert.All(names, name => Assert.True(IsBaseLibrary(name), $"Domain refers to {name}."));
    }

    [Fact]
    public void Workflows_is_compiled_against_the_base_library_and_Domain_alone()
    {
        var names = ReferencesOf(Product.Workflows);

        Assert.Contains("System.Runtime", names);
        Assert.All(names, name => Assert.True(name is "OneWindow.Domain" || IsBaseLibrary(name), $"Workflows refers to {name}."));
    }

    private static string[] ReferencesOf(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(r => r.Name!)];

    private static bool IsBaseLibrary(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("System.IdentityModel", StringComparison.Ordinal);

    private static string[] Items(string project, string kind) =>
        [.. XDocument.Parse(Repository.Read(project)).Descendants(kind).Select(item => (string)item.Attribute("Include")!)];
}
