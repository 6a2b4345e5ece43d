using System.Globalization;
using System.Text;
using OneWindow.Workflows.Pictures;

namespace OneWindow.Api.Pages.Workflows;

/// <summary>How boxes and lines of a picture become SVG.</summary>
internal static class FlowShapes
{
    private const double LineUnits = 10.5;
    private const double LabelUnits = 11;
    private const int Lines = 2;
    private const int LabelRows = 4;
    private const int LabelHeight = 14;

    /// <summary>A title in at most two lines, as wide as a box; what does not fit ends in an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text)
    {
        var lines = new List<string>();
        var rest = text.Trim();
        while (rest.Length > 0 && lines.Count < Lines)
        {
            var fits = Fitting(rest, LineUnits);
            if (fits < rest.Length && rest.LastIndexOf(' ', fits) is > 0 and var space) fits = space;
            if (lines.Count == Lines - 1 && fits < rest.Length) return [.. lines, Short(rest, LineUnits)];
            lines.Add(rest[..fits].TrimEnd());
            rest = rest[fits..].TrimStart();
        }

        return lines;
    }

    /// <summary>The words beside a line.</summary>
    public static string Label(string text) => Short(text, LabelUnits);

    /// <summary>The curve of a line: down from row to row, or around at the side.</summary>
    public static string Curve(PictureLine line)
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{line.Route[0].X} {line.Route[0].Y}"));
        for (var i = 1; i < line.Route.Count; i++)
        {
            var (a, b) = (line.Route[i - 1], line.Route[i]);
            var middle = (a.Y + b.Y) / 2;
            if (!line.IsBack && a.X != b.X) path.Append(CultureInfo.InvariantCulture, $"C{a.X} {middle} {b.X} {middle} {b.X} {b.Y}");
            else path.Append(CultureInfo.InvariantCulture, $"L{b.X} {b.Y}");
        }

        return path.ToString();
    }

    /// <summary>Where the words of a line stand: near its beginning, each line of a step a little lower than the one before, as far as there is room above the next row.</summary>
    /// <param name="number">Which of the step's lines this is.</param>
    public static (int X, int Y) LabelAt(PictureLine line, int number)
    {
        var (a, b) = (line.Route[0], line.Route[1]);
        return line.IsBack ? (b.X - 4, (line.Route[1].Y + line.Route[2].Y) / 2) : (((a.X * 3) + b.X) / 4, a.Y + 17 + (number % LabelRows * LabelHeight));
    }

    private static string Short(string text, double units)
    {
        var fits = Fitting(text, units);
        return fits >= text.Length ? text : $"{text[..Math.Max(1, fits - 1)].TrimEnd()}…";
    }

    /// <summary>How many characters fit: a Chinese one is a unit wide, a Latin one little more than half.</summary>
    private static int Fitting(string text, double units)
    {
        var width = 0d;
        for (var i = 0; i < text.Length; i++)
        {
            width += text[i] < 0x2e80 ? 0.56 : 1;
            if (width > units) return i;
        }

        return text.Length;
    }
}
