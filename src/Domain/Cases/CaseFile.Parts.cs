namespace OneWindow.Domain.Cases;

/// <summary>A case that is a matter (一件事) of several services, each handled as a case of its own, and a case that is part of one.</summary>
public sealed partial class CaseFile
{
    /// <summary>The matter that the case is a part of; null for most.</summary>
    public Guid? MatterId { get; private set; }

    /// <summary>The parts of a matter, in its order; null for a case of one service.</summary>
    public IReadOnlyList<CasePart>? Parts { get; private set; }

    /// <summary>Every part has ended. A matter then closes by itself.</summary>
    public bool ArePartsOver => Parts is { } parts && parts.All(p => p.IsOver);

    /// <summary>The first waiting part for which there is nothing more to wait; null where there is none.</summary>
    /// <returns>The part, and whether it begins; otherwise it is to be dropped.</returns>
    public (CasePart Part, bool Begins)? NextPart()
    {
        foreach (var part in Parts ?? [])
        {
            if (part.State is not PartState.Waiting) continue;
            if (Parts!.FirstOrDefault(p => p.Key == part.After) is not { } first) return (part, true);
            if (first.IsOver) return (part, first.Succeeded);
        }

        return null;
    }

    /// <summary>A part's own case is under way from now on.</summary>
    public void BeginPart(string key, CaseFile child, DateTimeOffset now)
    {
        RefuseWhenClosed();
        Change(p => p.Key == key, p => p with { State = PartState.Running, CaseId = child.Id, Number = child.Number }, now);
    }

    /// <summary>A part's case was closed. Also in a matter that was withdrawn before.</summary>
    /// <param name="succeeded">The result is what was asked for.</param>
    /// <returns>The part; null where its end was noted before.</returns>
    public CasePart? EndPart(CaseFile child, bool succeeded, DateTimeOffset now)
    {
        if (Parts?.FirstOrDefault(p => p.CaseId == child.Id) is not { State: PartState.Running } part) return null;
        Change(p => p.Key == part.Key, p => p with { State = PartState.Closed, Result = child.Result, Succeeded = succeeded, EndedAt = now }, now);
        return part;
    }

    /// <summary>A part that waits will not begin.</summary>
    public void DropPart(string key, DateTimeOffset now) =>
        Change(p => p.Key == key && p.State is PartState.Waiting, p => p with { State = PartState.Dropped, EndedAt = now }, now);

    /// <summary>A part's case was opened again; parts that did not begin because of its end, and those after them, wait once more.</summary>
    /// <returns>The part; null where its case had not ended.</returns>
    public CasePart? ReopenPart(CaseFile child, DateTimeOffset now)
    {
        if (Parts?.FirstOrDefault(p => p.CaseId == child.Id) is not { State: PartState.Closed } part) return null;
        Change(p => p.Key == part.Key, p => p with { State = PartState.Running, Result = null, Succeeded = false, EndedAt = null }, now);
        Revive(part.Key, now);
        return part;
    }

    private void Revive(string key, DateTimeOffset now)
    {
        foreach (var next in Parts!.Where(p => p.After == key && p.State is PartState.Dropped))
        {
            Change(p => p.Key == next.Key, p => p with { State = PartState.Waiting, EndedAt = null }, now);
            Revive(next.Key, now);
        }
    }

    private void Change(Func<CasePart, bool> which, Func<CasePart, CasePart> change, DateTimeOffset now)
    {
        Parts = [.. Parts!.Select(p => which(p) ? change(p) : p)];
        Touch(now);
    }
}
