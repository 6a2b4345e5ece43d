namespace OneWindow.Workflows.Pictures;

/// <summary>Which row each step stands in, and where ways pass rows between.</summary>
internal sealed class PictureRows
{
    private const byte OnPath = 1;
    private const byte Left = 2;

    private readonly HashSet<VisibleWay> _back = [];
    private readonly PicturePlace[] _places;
    private readonly Dictionary<VisibleWay, List<PicturePlace>> _passing = [];
    private readonly List<List<PicturePlace>> _rows = [];

    public PictureRows(VisibleSteps steps)
    {
        FindBackWays(steps);
        var row = Depths(steps);
        _places = [.. row.Select((r, i) => new PicturePlace(i, r))];
        for (var i = 0; i <= row.Max(); i++) _rows.Add([]);
        foreach (var place in _places) _rows[place.Row].Add(place);
        foreach (var way in steps.Ways.Where(w => w.From >= 0 && !IsBack(w))) Pass(way);
    }

    public IReadOnlyList<List<PicturePlace>> All => _rows;

    public PicturePlace Of(int step) => _places[step];

    public bool IsBack(VisibleWay way) => _back.Contains(way);

    /// <summary>The places of a way in the rows between its ends.</summary>
    public IReadOnlyList<PicturePlace> Passing(VisibleWay way) => _passing.GetValueOrDefault(way) ?? [];

    /// <summary>Where a way stands in the row below its beginning.</summary>
    public PicturePlace FirstBelow(VisibleWay way) => Passing(way) is [var first, ..] ? first : Of(way.To);

    /// <summary>Orders each row by the middle of what it is joined with in the row before, or after.</summary>
    public void Sort(bool down)
    {
        foreach (var row in down ? _rows : Enumerable.Reverse(_rows))
        {
            var wishes = row.Select((p, i) => (Place: p, Wish: Middle(down ? p.Above : p.Below) ?? i)).OrderBy(p => p.Wish).Select(p => p.Place).ToList();
            row.Clear();
            row.AddRange(wishes);
            for (var i = 0; i < row.Count; i++) row[i].Order = i;
        }
    }

    private static double? Middle(List<PicturePlace> joined) => joined.Count == 0 ? null : joined.Average(p => p.Order);

    /// <summary>A way back leads to a step on the path that led to where it begins.</summary>
    private void FindBackWays(VisibleSteps steps)
    {
        var state = new byte[steps.Nodes.Count];
        var outbound = steps.Ways.ToLookup(w => w.From);
        foreach (var entry in outbound[-1]) Walk(entry.To);
        for (var i = 0; i < state.Length; i++) Walk(i);

        void Walk(int step)
        {
            var path = new Stack<(int Step, IEnumerator<VisibleWay> Ways)>();
            Enter(step);
            while (path.TryPeek(out var at))
            {
                if (!at.Ways.MoveNext()) state[path.Pop().Step] = Left;
                else if (state[at.Ways.Current.To] == OnPath) _back.Add(at.Ways.Current);
                else Enter(at.Ways.Current.To);
            }

            void Enter(int next)
            {
                if (state[next] != 0) return;
                state[next] = OnPath;
                path.Push((next, outbound[next].GetEnumerator()));
            }
        }
    }

    /// <summary>The longest way down to each step.</summary>
    private int[] Depths(VisibleSteps steps)
    {
        var depth = new int[steps.Nodes.Count];
        var inbound = new int[steps.Nodes.Count];
        var outbound = steps.Ways.Where(w => w.From >= 0 && !IsBack(w)).ToLookup(w => w.From);
        foreach (var way in outbound.SelectMany(g => g)) inbound[way.To]++;
        var open = new Queue<int>(Enumerable.Range(0, depth.Length).Where(i => inbound[i] == 0));
        while (open.TryDequeue(out var step))
            foreach (var way in outbound[step])
            {
                depth[way.To] = Math.Max(depth[way.To], depth[step] + 1);
                if (--inbound[way.To] == 0) open.Enqueue(way.To);
            }
        return depth;
    }

    private void Pass(VisibleWay way)
    {
        var above = Of(way.From);
        var passing = new List<PicturePlace>();
        for (var row = above.Row + 1; row < Of(way.To).Row; row++)
        {
            var place = new PicturePlace(-1, row);
            Connect(above, place);
            _rows[row].Add(place);
            passing.Add(place);
            above = place;
        }

        Connect(above, Of(way.To));
        if (passing.Count > 0) _passing[way] = passing;
    }

    private static void Connect(PicturePlace above, PicturePlace below)
    {
        above.Below.Add(below);
        below.Above.Add(above);
    }
}

/// <summary>A place in a row: a step, or a way that passes.</summary>
/// <param name="step">Number of the step; -1 for a way that passes.</param>
internal sealed class PicturePlace(int step, int row)
{
    public int Step => step;

    public int Row => row;

    /// <summary>Position within its row.</summary>
    public int Order { get; set; }

    /// <summary>The middle, in pixels.</summary>
    public double X { get; set; }

    public List<PicturePlace> Above { get; } = [];

    public List<PicturePlace> Below { get; } = [];
}
