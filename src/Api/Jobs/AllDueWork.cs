namespace OneWindow.Api.Jobs;

/// <summary>Every kind of due work, in the order in which one makes work for the next: what fires may owe a message.</summary>
internal sealed class AllDueWork(IEnumerable<IDueWork> kinds)
{
    private readonly List<IDueWork> _kinds = [.. kinds];

    public IReadOnlyList<string> Names => [.. _kinds.Select(k => k.Name)];

    /// <summary>Null for a kind that only another build knows.</summary>
    public IDueWork? Find(string name) => _kinds.Find(k => k.Name == name);

    /// <summary>Runs one kind after the other.</summary>
    /// <returns>How many rows were run.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var ran = 0;
        foreach (var kind in _kinds) ran += await kind.RunAsync(ct);
        return ran;
    }
}
