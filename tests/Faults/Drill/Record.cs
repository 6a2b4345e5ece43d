using System.Collections.Concurrent;

namespace OneWindow.Faults.Drill;

/// <summary>What the servers have acknowledged during one fault; what a command's fate is in doubt is not in it yet.</summary>
internal sealed class Record
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, string> _registered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Number, string Step)> _decided = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);

    /// <summary>Case numbers by the key under which they were registered.</summary>
    public IReadOnlyDictionary<string, string> Registered => _registered;

    /// <summary>Tasks that were decided, with their case and step.</summary>
    public IReadOnlyDictionary<string, (string Number, string Step)> Decided => _decided;

    /// <summary>Commands that were acknowledged, each once.</summary>
    public int Acknowledged => _registered.Count + _decided.Count;

    /// <summary>What must never be seen: a wrong answer, a second number for one key.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>How often a server said that it could not serve, by what it said.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    /// <summary>Waits until so many commands are acknowledged, or for as long as a server may take to answer anything.</summary>
    public async Task ReachesAsync(int acknowledged)
    {
        for (var waited = TimeSpan.Zero; Acknowledged < acknowledged && waited < Patience; waited += Look) await Task.Delay(Look);
    }

    public void Registration(string key, string number)
    {
        if (!string.Equals(_registered.GetOrAdd(key, number), number, StringComparison.Ordinal)) Complain($"The key {key} got two numbers.");
    }

    public void Decision(string task, string number, string step) => _decided.TryAdd(task, (number, step));

    public void Refusal(string what) => _refusals.AddOrUpdate(what, 1, (_, count) => count + 1);

    public void Complain(string what) => _complaints.Enqueue(what);
}
