using System.Reflection;

namespace OneWindow.Architecture.Tests;

/// <summary>Classes are sealed, and Api shows the world HTTP, not types.</summary>
public sealed class TypeTests
{
    public static TheoryData<string, int> Assemblies => new() { { "OneWindow.Domain", 20 }, { "OneWindow.Workflows", 0 }, { "OneWindow.Api", 0 } };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_class_is_sealed_or_abstract(string assembly, int atLeast)
    {
        var classes = Product.WrittenTypes(Assembly.Load(assembly)).Where(t => t.IsClass && !typeof(Delegate).IsAssignableFrom(t)).ToList();

        Assert.True(classes.Count >= atLeast, $"Only {classes.Count} classes were found in {assembly}.");
        Assert.Empty(classes.Where(t => !t.IsSealed && !t.IsAbstract && !IsEntryPoint(t)).Select(t => t.FullName));
    }

    [Fact]
    public void Api_keeps_its_types_to_itself()
    {
        var shown = Product.WrittenTypes(Product.Api).Where(t => t.IsPublic && !IsEntryPoint(t));

        Assert.Empty(shown.Select(t => t.FullName));
        Assert.NotNull(Product.Api.EntryPoint);
    }

    [Fact]
    public void Types_live_in_the_namespace_of_their_project()
    {
        foreach (var assembly in new[] { Product.Domain, Product.Workflows, Product.Api })
        {
            var home = assembly.GetName().Name!;
            var strangers = assembly.GetTypes().Where(t => t.IsPublic && t.Namespace is { } space && !IsEntryPoint(t)
                && !string.Equals(space, home, StringComparison.Ordinal) && !space.StartsWith(home + ".", StringComparison.Ordinal));
            Assert.Empty(strangers.Select(t => t.FullName));
        }
    }

    private static bool IsEntryPoint(Type type) => string.Equals(type.Name, "Program", StringComparison.Ordinal);
}
