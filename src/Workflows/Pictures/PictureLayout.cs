namespace OneWindow.Workflows.Pictures;

/// <summary>
/// Lays steps out in rows: each below all that lead to it, in an order that crosses few lines, and as near as may be to
/// what it is joined with. A way that passes rows gets a place in each of them.
/// </summary>
internal sealed class PictureLayout
{
    private const int Gap = 24;
    private const int RowHeight = PictureStep.Height + 68;
    private const int Margin = 16;
    private const int PassingWidth = 20;
    private const int Sweeps = 8;

    private readonly VisibleSteps _steps;
    private readonly PictureRows _rows;

    private PictureLayout(VisibleSteps steps)
    {
        _steps = steps;
        _rows = new PictureRows(steps);
    }

    public static FlowPicture Draw(VisibleSteps steps)
    {
        if (steps.Nodes.Count is 0 or > FlowPicture.MostSteps) return new FlowPicture([], [], 0, 0);
        var layout = new PictureLayout(steps);
        for (var i = 0; i < Sweeps; i++) layout._rows.Sort(down: i % 2 == 0);
        layout.Place();
        return layout.Result();
    }

    private static int WidthOf(PicturePlace place) => place.Step < 0 ? PassingWidth : PictureStep.Width;

    /// <summary>First side by side, then each drawn towards its neighbours without passing the one beside it.</summary>
    private void Place()
    {
        foreach (var row in _rows.All)
        {
            var x = 0d;
            foreach (var place in row)
            {
                place.X = x + (WidthOf(place) / 2d);
                x += WidthOf(place) + Gap;
            }
        }

        for (var i = 0; i < Sweeps; i++)
            foreach (var row in i % 2 == 0 ? _rows.All : _rows.All.Reverse())
                Settle(row, [.. row.Select(p => Wish(p, i % 2 == 0))]);
        var left = _rows.All.SelectMany(r => r).Min(p => p.X - (WidthOf(p) / 2d));
        foreach (var place in _rows.All.SelectMany(r => r)) place.X += Margin - left;
    }

    private static double Wish(PicturePlace place, bool down)
    {
        var joined = down ? place.Above : place.Below;
        if (joined.Count == 0) joined = down ? place.Below : place.Above;
        return joined.Count == 0 ? place.X : joined.Average(p => p.X);
    }

    /// <summary>The mean of pushing from the left and pushing from the right keeps a row from drifting to a side.</summary>
    private static void Settle(List<PicturePlace> row, double[] wishes)
    {
        var fromLeft = (double[])wishes.Clone();
        var fromRight = (double[])wishes.Clone();
        for (var i = 1; i < row.Count; i++) fromLeft[i] = Math.Max(fromLeft[i], fromLeft[i - 1] + Apart(row, i));
        for (var i = row.Count - 2; i >= 0; i--) fromRight[i] = Math.Min(fromRight[i], fromRight[i + 1] - Apart(row, i + 1));
        for (var i = 0; i < row.Count; i++) row[i].X = (fromLeft[i] + fromRight[i]) / 2;
    }

    private static double Apart(List<PicturePlace> row, int i) => ((WidthOf(row[i - 1]) + WidthOf(row[i])) / 2d) + Gap;

    private FlowPicture Result()
    {
        var right = (int)Math.Ceiling(_rows.All.SelectMany(r => r).Max(p => p.X + (WidthOf(p) / 2d)));
        var steps = _rows.All.SelectMany(r => r).Where(p => p.Step >= 0).Select(Box).ToList();
        var lane = 0;
        var lines = new List<PictureLine>();
        foreach (var way in _steps.Ways.OrderBy(w => w.From).ThenBy(w => _rows.Of(w.To).X))
        {
            var isBack = _rows.IsBack(way);
            lines.Add(new PictureLine(
                way.From < 0 ? null : _steps.Nodes[way.From].Id, _steps.Nodes[way.To].Id, way.Answers, way.IsConditional, isBack,
                isBack ? Around(way, right + (++lane * Gap)) : Down(way)));
        }

        return new FlowPicture(steps, lines, right + (lane * Gap) + Margin, (_rows.All.Count * RowHeight) - (RowHeight - PictureStep.Height) + (2 * Margin) + Gap);
    }

    private PictureStep Box(PicturePlace place)
    {
        var node = _steps.Nodes[place.Step];
        var result = node.Activity is Activities.CloseCase ? Analysis.WrittenInput.Of(node, "result") : null;
        return new PictureStep(
            node.Id, VisibleSteps.TitleOf(node), node.Activity is Activities.CloseCase ? PictureKind.End : PictureKind.Step, VisibleSteps.Within(node),
            result, place.Row, (int)Math.Round(place.X) - (PictureStep.Width / 2), Top(place.Row));
    }

    private static int Top(int row) => Margin + Gap + (row * RowHeight);

    private List<(int X, int Y)> Down(VisibleWay way)
    {
        var target = _rows.Of(way.To);
        if (way.From < 0) return [((int)target.X, Top(target.Row) - Gap), ((int)target.X, Top(target.Row))];
        var source = _rows.Of(way.From);
        var ways = _steps.Ways.Where(w => w.From == way.From && !_rows.IsBack(w)).OrderBy(w => _rows.FirstBelow(w).X).ToList();
        var spread = (ways.IndexOf(way) + 1) * PictureStep.Width / (ways.Count + 1);
        List<(int, int)> route = [((int)source.X - (PictureStep.Width / 2) + spread, Top(source.Row) + PictureStep.Height)];
        foreach (var place in _rows.Passing(way)) route.AddRange([((int)place.X, Top(place.Row)), ((int)place.X, Top(place.Row) + PictureStep.Height)]);
        route.Add(((int)target.X, Top(target.Row)));
        return route;
    }

    private List<(int X, int Y)> Around(VisibleWay way, int lane)
    {
        var (source, target) = (_rows.Of(way.From), _rows.Of(way.To));
        var (from, to) = (Top(source.Row) + (PictureStep.Height / 2), Top(target.Row) + (PictureStep.Height / 2));
        // To itself: out at the middle and in again a little higher.
        if (way.From == way.To) to -= PictureStep.Height / 4;
        return [((int)source.X + (PictureStep.Width / 2), from), (lane, from), (lane, to), ((int)target.X + (PictureStep.Width / 2), to)];
    }
}
