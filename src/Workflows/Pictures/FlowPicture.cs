using System.Runtime.CompilerServices;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Pictures;

/// <summary>
/// A workflow as people see it: the steps that somebody answers or time ends, the results it can close with, and the ways
/// between them. What only steers, routes or tells is left out, and the ways lead through it. Laid out from top to
/// bottom, in pixels; the same plan gives the same picture.
/// </summary>
/// <param name="Steps">From top to bottom, and from left to right within a row.</param>
/// <param name="Lines">Between steps, in the order of the definition.</param>
public sealed record FlowPicture(IReadOnlyList<PictureStep> Steps, IReadOnlyList<PictureLine> Lines, int Width, int Height)
{
    /// <summary>Nobody can read a picture of more steps than this; such a workflow has none.</summary>
    public const int MostSteps = 200;

    private static readonly ConditionalWeakTable<Plan, FlowPicture> Drawn = [];

    /// <summary>The picture of a plan, drawn once for each; without steps where there are more than <see cref="MostSteps"/>.</summary>
    public static FlowPicture Of(Plan plan) => Drawn.GetValue(plan, static p => PictureLayout.Draw(VisibleSteps.Of(p)));

    /// <summary>The step that a work item of this activity stands in; null where it is in none, as for a visit after the end.</summary>
    public PictureStep? Find(string activityId) => Steps.FirstOrDefault(s => s.Covers(activityId));
}

/// <summary>What a step of a picture is.</summary>
public enum PictureKind
{
    /// <summary>Somebody answers, or time does.</summary>
    Step,

    /// <summary>The case is closed with a result.</summary>
    End,
}

/// <summary>One box.</summary>
/// <param name="ActivityId">Id of the activity it stands for.</param>
/// <param name="Within">Ids of the activities it holds, where several bodies act side by side; else empty.</param>
/// <param name="Result">Key of the result that it closes with; null for a step.</param>
/// <param name="Row">Counted from 0 at the top.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
public sealed record PictureStep(
    string ActivityId, BilingualText Title, PictureKind Kind, IReadOnlyList<string> Within, string? Result, int Row, int X, int Y)
{
    /// <summary>Every box is as wide as this.</summary>
    public const int Width = 168;

    /// <summary>Every box is as high as this.</summary>
    public const int Height = 52;

    /// <summary>Whether an activity is this one, in it, or in a workflow that it runs.</summary>
    public bool Covers(string activityId) =>
        activityId == ActivityId || Within.Contains(activityId) || Within.Append(ActivityId).Any(id => activityId.StartsWith($"{id}/", StringComparison.Ordinal));
}

/// <summary>One way from a step to the next.</summary>
/// <param name="From">Activity id of a step of the picture; null where the case begins.</param>
/// <param name="To">Activity id of a step of the picture.</param>
/// <param name="Answers">The answers that lead this way; empty where there is nothing to choose.</param>
/// <param name="IsConditional">Data decide besides.</param>
/// <param name="IsBack">Leads up again, to a step that came before.</param>
/// <param name="Route">Points that it goes through, from its beginning to its end.</param>
public sealed record PictureLine(
    string? From, string To, IReadOnlyList<PictureAnswer> Answers, bool IsConditional, bool IsBack, IReadOnlyList<(int X, int Y)> Route);

/// <summary>An answer that a step can end with.</summary>
public sealed record PictureAnswer(string Key, BilingualText Name);
