namespace OneWindow.Domain.Errors;

/// <summary>Collects everything wrong with a document, so that its author sees all of it at once.</summary>
public sealed class Findings
{
    private readonly Dictionary<string, List<string>> _byPath = new(StringComparer.Ordinal);

    public bool Any => _byPath.Count > 0;

    /// <summary>Notes one finding at a path such as <c>years.2026.daysOff[3].date</c>.</summary>
    public void Add(string path, string message)
    {
        if (!_byPath.TryGetValue(path, out var messages)) _byPath[path] = messages = [];
        messages.Add(message);
    }

    /// <summary>Refuses the document where anything was found.</summary>
    /// <exception cref="RefusedException">Something was found; its errors carry every finding by path.</exception>
    public void ThrowIfAny(string code, string message)
    {
        if (!Any) return;
        var errors = _byPath.ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal);
        var first = _byPath.First();
        throw new RefusedException(RefusalKind.Invalid, code, $"{message}: {first.Key}: {first.Value[0]}", errors);
    }
}
