using System.Globalization;
using OneWindow.Workflows.Analysis.Diff;

namespace OneWindow.Workflows.Analysis.Replays;

/// <summary>Says in words where two runs part.</summary>
internal static class ReplayWords
{
    /// <summary>The first move after which the two go on to different steps, or to different bodies.</summary>
    public static void ComparePaths(IReadOnlyList<Opened> was, IReadOnlyList<Opened> now, Func<string, string> mapped, List<ReplayFinding> findings)
    {
        // Moves that open nothing only settle a branch; they may come at other instants.
        var (before, after) = (was.Where(o => o.Steps.Count > 0).ToList(), now.Where(o => o.Steps.Count > 0).ToList());
        for (var i = 0; i < Math.Min(before.Count, after.Count); i++)
        {
            var (old, @new) = (before[i], after[i]);
            var expected = old.Steps.Select(s => (mapped(s.Node.Id), s.Body)).Order();
            if (expected.SequenceEqual(@new.Steps.Select(s => (s.Node.Id, s.Body)).Order())) continue;
            var withBodies = expected.Select(s => s.Item1).SequenceEqual(@new.Steps.Select(s => s.Node.Id).Order(StringComparer.Ordinal));
            var (zh, en) = old.After is null ? ("一开始", "at the start") : ($"{Words.Zh(old.After)}之后", $"after {Words.En(old.After)}");
            findings.Add(new(ReplayVerdict.OtherPath, @new.Steps[0].Node.Id, @new.At, new(
                $"{zh}原来到{Zh(old, withBodies)}，按新版本到{Zh(@new, withBodies)}。",
                $"Where the case went to {En(old, withBodies)} {en}, it goes to {En(@new, withBodies)} on the new version.")));
            return;
        }
        if (after.Count > before.Count)
        {
            var more = after[before.Count];
            findings.Add(new(ReplayVerdict.OtherPath, more.Steps[0].Node.Id, more.At, new($"按新版本还要到{Zh(more, false)}。", $"On the new version the case goes on to {En(more, false)}.")));
        }
        else if (before.Count > after.Count)
        {
            var less = before[after.Count];
            findings.Add(new(ReplayVerdict.OtherPath, less.Steps[0].Node.Id, less.At, new($"按新版本不到{Zh(less, false)}。", $"On the new version the case does not come to {En(less, false)}.")));
        }
    }

    /// <summary>What came of the case in the end.</summary>
    public static void CompareEnds(SimulatedCase was, SimulatedCase now, DateTimeOffset at, List<ReplayFinding> findings)
    {
        Other("结果", "result", was.Result, now.Result);
        Other("状态", "status", Status(was), Status(now));
        Other("发放金额", "money granted", Text(was.Granted), Text(now.Granted));
        Other("发出的证书和文书", "certificates and decisions issued", Text(was.Issued), Text(now.Issued));
        Other("回访", "follow-up visits", string.Join(", ", was.FollowUps), string.Join(", ", now.FollowUps));
        if (was.Result is not null && now.LateFrom is { } due && at >= due && !(was.LateFrom <= at))
            findings.Add(new(ReplayVerdict.Late, null, at, new($"办件当时按期办结，按新版本则已超期（应在 {due:yyyy-MM-dd HH:mm} 前办结）。", $"The case was closed in time; on the new version it is late (due before {due:yyyy-MM-dd HH:mm}).")));

        void Other(string zh, string en, string? before, string? after)
        {
            if (before != after)
                findings.Add(new(ReplayVerdict.OtherEnd, null, at, new($"{zh}原为“{before ?? "无"}”，按新版本为“{after ?? "无"}”。", $"The {en} was “{before ?? "none"}” and is “{after ?? "none"}” on the new version.")));
        }
    }

    private static string Status(SimulatedCase run) => run.Incidents.Count > 0
        ? $"Faulted: {string.Join(", ", run.Incidents.Select(i => $"{i.ActivityId} {i.Code}"))}"
        : run.State.SubStatus.ToString();

    private static string Zh(Opened opened, bool withBodies) => string.Join("、", opened.Steps.Select(s => Words.Zh(s.Node) + Body(s.Body, withBodies)));

    private static string En(Opened opened, bool withBodies) => string.Join(", ", opened.Steps.Select(s => Words.En(s.Node) + Body(s.Body, withBodies)));

    private static string Body(string? body, bool isShown) => isShown && body is not null ? $" ({body})" : "";

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
