using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Catalogue;

/// <summary>How this installation runs workflows.</summary>
/// <param name="Mode">How flowcharts of new cases run; a case keeps the mode it began with.</param>
internal sealed record WorkflowSettings(FlowchartMode Mode)
{
    private const string ModeKey = "Workflows:FlowchartMode";

    /// <summary>States after which a request gives up the proof of a definition, so that none waits long.</summary>
    private const int StatesForARequest = 20_000;

    /// <summary>How far a definition is explored before it is published.</summary>
    public SoundnessOptions Exploration => new() { MaxStates = StatesForARequest, Mode = Mode };

    /// <summary>Reads Workflows__FlowchartMode: Counter where it is not set.</summary>
    /// <exception cref="InvalidOperationException">It is neither Counter nor Token.</exception>
    public static WorkflowSettings Read(IConfiguration configuration) => configuration[ModeKey] switch
    {
        null or "" => new(FlowchartMode.Counter),
        var text when Enum.TryParse(text, ignoreCase: true, out FlowchartMode mode) && Enum.IsDefined(mode) => new(mode),
        var text => throw new InvalidOperationException($"{ModeKey} is Counter or Token, not “{text}”."),
    };
}
