namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>
/// What a running script can see of the outside: named values, the time it is told, and numbers it is given.
/// A script has no other way out, so equal hosts give equal results.
/// </summary>
public interface IScriptHost
{
    /// <summary>The time that <c>new Date()</c> and <c>Date.now()</c> show.</summary>
    DateTimeOffset Now { get; }

    /// <summary>What a date's local parts are measured in. China has one time zone without summer time, hence +08:00.</summary>
    TimeSpan LocalOffset => TimeSpan.FromHours(8);

    /// <summary>Looks a name up that the script does not declare. Names of the language itself (Math, JSON…) are never asked.</summary>
    bool TryGetGlobal(string name, out Value value);

    /// <summary>The next result of <c>Math.random()</c>: at least 0, below 1.</summary>
    double NextRandom();
}

/// <summary>A host that takes over what a run leaves behind, still on the account of that run.</summary>
internal interface IScriptHeir
{
    /// <summary>Gives the value that the run is to return.</summary>
    Value Inherit(ScriptRun run, Value result);
}
