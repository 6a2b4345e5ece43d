namespace OneWindow.Faults.Drill;

/// <summary>
/// Public notices are what time ends: each case that reached its notice must leave it once, however the clock or the
/// servers behave.
/// </summary>
internal static class Notices
{
    /// <summary>Far enough behind the last day of a notice that began today, whatever holidays lie between.</summary>
    public static readonly TimeSpan LongPast = TimeSpan.FromDays(20);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Waits until every notice has run out, a minute at most, and counts those that did not or did twice.</summary>
    public static async Task<Findings> RunOutAsync(Rig rig)
    {
        using var patience = new CancellationTokenSource(Limit);
        List<int> lapses;
        do
        {
            await Task.Delay(Look, CancellationToken.None);
            lapses = await Audit.LapsesAsync(rig.Nodes.Next(), rig.Staff, rig.Record);
        }
        while (lapses.Contains(0) && !patience.IsCancellationRequested);
        return new Findings(lapses.Count(l => l == 0), lapses.Where(l => l > 1).Sum(l => l - 1));
    }
}
