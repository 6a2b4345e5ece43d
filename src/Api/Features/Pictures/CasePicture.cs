using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Pictures;

namespace OneWindow.Api.Features.Pictures;

/// <summary>Where a step of a picture stands for one case.</summary>
internal enum StepState
{
    /// <summary>Somebody or something is waited for here.</summary>
    Now,

    /// <summary>The case has been here.</summary>
    Done,

    /// <summary>The case can still come here.</summary>
    Ahead,

    /// <summary>The case went another way.</summary>
    Passed,
}

/// <summary>A step with what is known of it.</summary>
/// <param name="Title">The step's title, or the name of the result that it closes with.</param>
/// <param name="At">Since when it waits, or when it ended last; null where the case has not been.</param>
internal sealed record MarkedStep(PictureStep Step, BilingualText Title, StepState State, DateTimeOffset? At);

/// <summary>A workflow's picture with the way that one case has taken.</summary>
/// <param name="Taken">Lines that the case has gone.</param>
internal sealed record CasePicture(FlowPicture Picture, IReadOnlyList<MarkedStep> Steps, IReadOnlySet<PictureLine> Taken);
