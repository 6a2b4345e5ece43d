using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>Which activities' outputs some expression asks for; only those are kept in the state.</summary>
internal sealed class OutputReferences
{
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly List<string> _wrappers = [];
    private bool _all;

    /// <summary>Notes what a script asks for.</summary>
    public void Add(Script script)
    {
        foreach (var call in script.Calls)
        {
            if (call.Name == "getLastResult") _all = true;
            else if (call.Name == "getOutputFrom")
            {
                if (call.LiteralArguments is [{ } id, ..]) _named.Add(id);
                else _all = true;
            }
            else if (call.Name.StartsWith("get", StringComparison.Ordinal) && call.Name.Contains("From", StringComparison.Ordinal)) _wrappers.Add(call.Name);
        }
    }

    /// <summary>Whether any script may ask for this activity.</summary>
    public bool Mentions(ActivityDefinition activity) =>
        _all || _named.Contains(activity.Id) || (activity.Name is { } name && (_named.Contains(name) || Wrapped(name))) || Wrapped(activity.Id);

    private bool Wrapped(string name) => _wrappers.Count > 0 && ExpressionNames.Pascal(name) is var pascal && _wrappers.Exists(w => w.EndsWith("From" + pascal, StringComparison.Ordinal));
}
