using OneWindow.Workflows.Pictures;

namespace OneWindow.Api.Pages.Workflows;

/// <summary>A step as it is drawn.</summary>
/// <param name="Title">In the reader's language.</param>
/// <param name="Look">Class that decides the colours.</param>
/// <param name="Words">What the look means, in words.</param>
/// <param name="Badge">A note above its corner; null for none.</param>
internal sealed record FlowBox(PictureStep Step, string Title, string Look, string Words, string? Badge = null);
