using System.Globalization;
using System.Net;
using System.Text;
using OneWindow.Api.Pages.Shared;
using OneWindow.Workflows.Pictures;

namespace OneWindow.Api.Pages.Workflows;

/// <summary>A picture as SVG. Razor keeps the element named text for itself, so that it is written here.</summary>
/// <param name="taken">Lines that stand out.</param>
/// <param name="texts">The reader's language.</param>
internal sealed class FlowSvg(FlowPicture picture, IReadOnlyList<FlowBox> boxes, IReadOnlySet<PictureLine> taken, Texts texts)
{
    private const int LineHeight = 18;
    private const int BadgeGap = 6;
    private const int EndRadius = PictureStep.Height / 2;
    private const int StepRadius = 4;

    private readonly StringBuilder _svg = new();

    /// <param name="name">What a screen reader calls it.</param>
    public string Write(string name)
    {
        Add($"<svg viewBox=\"0 0 {picture.Width} {picture.Height}\" width=\"{picture.Width}\" height=\"{picture.Height}\" role=\"img\" aria-label=\"{Safe(name)}\">");
        Add($"<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerUnits=\"userSpaceOnUse\" markerWidth=\"9\" markerHeight=\"9\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>");
        foreach (var line in picture.Lines)
            Add($"<path class=\"way{(line.IsBack ? " back" : "")}{(taken.Contains(line) ? " taken" : "")}\" d=\"{FlowShapes.Curve(line)}\" marker-end=\"url(#tip)\"/>");
        foreach (var way in picture.Lines.Where(l => l.From is not null).GroupBy(l => l.From))
            foreach (var (number, line) in way.Index()) AddAnswer(line, number);
        foreach (var box in boxes) AddBox(box);
        return _svg.Append("</svg>").ToString();
    }

    private void AddAnswer(PictureLine line, int number)
    {
        var words = string.Join(" / ", line.Answers.Select(a => texts.Pick(a.Name.Zh, a.Name.En))) + (line.IsConditional ? texts["flow.conditional"] : "");
        if (words.Length == 0) return;
        var (x, y) = FlowShapes.LabelAt(line, number);
        Add($"<text class=\"answer{(taken.Contains(line) ? " taken" : "")}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{(line.IsBack ? "end" : "middle")}\">{Safe(FlowShapes.Label(words))}<title>{Safe(words)}</title></text>");
    }

    private void AddBox(FlowBox box)
    {
        var (step, isEnd) = (box.Step, box.Step.Kind is PictureKind.End);
        Add($"<g class=\"box {box.Look}\"><title>{Safe(box.Title)}{Safe(texts["layout.colon"])}{Safe(box.Words)}</title>");
        Add($"<rect x=\"{step.X}\" y=\"{step.Y}\" width=\"{PictureStep.Width}\" height=\"{PictureStep.Height}\" rx=\"{(isEnd ? EndRadius : StepRadius)}\"/>");
        var lines = FlowShapes.Wrap(box.Title);
        var y = step.Y + (PictureStep.Height / 2) + (LineHeight / 4) - ((lines.Count - 1) * LineHeight / 2);
        foreach (var (i, line) in lines.Index())
            Add($"<text x=\"{step.X + (PictureStep.Width / 2)}\" y=\"{y + (i * LineHeight)}\" text-anchor=\"middle\">{Safe(line)}</text>");
        Add($"</g>");
        if (box.Badge is { } badge) Add($"<text class=\"badge\" x=\"{step.X + PictureStep.Width}\" y=\"{step.Y - BadgeGap}\" text-anchor=\"end\">{Safe(badge)}</text>");
    }

    private void Add(FormattableString part) => _svg.Append(part.ToString(CultureInfo.InvariantCulture));

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
