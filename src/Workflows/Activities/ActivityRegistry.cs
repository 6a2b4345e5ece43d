using System.Collections.Frozen;
using System.Reflection;

namespace OneWindow.Workflows.Activities;

/// <summary>Every kind of step that definitions may name.</summary>
public sealed class ActivityRegistry
{
    private readonly FrozenDictionary<string, Activity> _byKey;

    private ActivityRegistry(IEnumerable<Activity> activities)
    {
        All = [.. activities.OrderBy(a => a.Descriptor.Key, StringComparer.Ordinal)];
        var repeated = All.GroupBy(a => a.Descriptor.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null) throw new InvalidOperationException($"Two activities have the key {repeated.Key}.");
        _byKey = All.ToFrozenDictionary(a => a.Descriptor.Key, StringComparer.Ordinal);
    }

    /// <summary>The activities of this library.</summary>
    public static ActivityRegistry BuiltIn { get; } = From(typeof(ActivityRegistry).Assembly);

    /// <summary>All kinds, by key.</summary>
    public IReadOnlyList<Activity> All { get; }

    /// <summary>Finds a kind by its exact key.</summary>
    public Activity? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Finds every public activity of the assemblies; a key used twice stops the start.</summary>
    public static ActivityRegistry From(params Assembly[] assemblies) => new(
        assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t.IsSubclassOf(typeof(Activity)) && !t.IsAbstract && t.GetConstructor(Type.EmptyTypes) is not null)
            .Select(t => (Activity)Activator.CreateInstance(t)!));
}
