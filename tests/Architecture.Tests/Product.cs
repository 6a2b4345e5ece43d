using System.Reflection;
using System.Runtime.CompilerServices;

namespace OneWindow.Architecture.Tests;

/// <summary>The three assemblies and the types that people wrote in them.</summary>
internal static class Product
{
    public static Assembly Domain { get; } = Assembly.Load("OneWindow.Domain");

    public static Assembly Workflows { get; } = Assembly.Load("OneWindow.Workflows");

    public static Assembly Api { get; } = Assembly.Load("OneWindow.Api");

    /// <summary>Types without those that the compiler, the migration tool and the page compiler make.</summary>
    public static IReadOnlyList<Type> WrittenTypes(Assembly assembly) => [.. assembly.GetTypes().Where(IsWritten)];

    private static bool IsWritten(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && type.Namespace?.StartsWith("OneWindow", StringComparison.Ordinal) == true
        && !type.Namespace.Contains(".Migrations", StringComparison.Ordinal)
        && !IsPage(type)
        && (type.DeclaringType is null || IsWritten(type.DeclaringType));

    private static bool IsPage(Type type)
    {
        // The page compiler makes a class of the file that holds what all pages use.
        if (string.Equals(type.Name, "_Imports", StringComparison.Ordinal)) return true;
        return type.GetInterfaces().Any(i => string.Equals(i.FullName, "Microsoft.AspNetCore.Components.IComponent", StringComparison.Ordinal));
    }
}
