using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>A matter and the cases of its parts say the same of each other, and a matter is closed exactly when its parts are over.</summary>
internal sealed class MatterCheck : IStoreCheck
{
    public async IAsyncEnumerable<Finding> CheckAsync(OneWindowDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        var orphans = db.Cases.AsNoTracking().Where(c => c.MatterId != null && !db.Cases.Any(m => m.Id == c.MatterId)).Select(c => c.Number);
        await foreach (var number in orphans.AsAsyncEnumerable().WithCancellation(ct))
            yield return new Finding("matter-missing", number, "the case is part of a matter that is not there");

        // One statement sees a matter and its parts at one moment, also where nodes serve meanwhile.
        var matters = db.Cases.AsNoTracking().Where(m => m.Parts != null).Select(m => new Matter(
            m.Number, m.Status, m.Result, m.Parts!, db.Cases.Where(c => c.MatterId == m.Id).Select(c => new Part(c.Id, c.Number, c.Status, c.Result)).ToList()));
        await foreach (var matter in matters.AsAsyncEnumerable().WithCancellation(ct))
            foreach (var finding in Look(matter)) yield return finding;
    }

    private static IEnumerable<Finding> Look(Matter matter)
    {
        foreach (var part in matter.Cases.Where(c => matter.Parts.All(p => p.CaseId != c.Id)))
            yield return new Finding("part-unknown", part.Number, $"the matter {matter.Number} does not know this part");
        foreach (var part in matter.Parts.Where(p => p.CaseId is not null))
        {
            if (matter.Cases.Find(c => c.Id == part.CaseId) is not { } own) yield return new Finding("part-missing", matter.Number, $"the case of the part {part.Key} is not there");
            else if ((own.Status is CaseStatus.Closed) != (part.State is PartState.Closed) || own.Result != part.Result || own.Number != part.Number)
                yield return new Finding("part-differs", matter.Number, $"the part {part.Key} is {part.State} with {part.Result ?? "no result"}, its case {own.Number} is {own.Status} with {own.Result ?? "none"}");
        }

        var open = matter.Parts.Where(p => !p.IsOver).Select(p => p.Key).ToList();
        if (matter.Status is CaseStatus.Closed && open.Count > 0) yield return new Finding("matter-closed-early", matter.Number, $"closed with {matter.Result}, and not over: {string.Join(", ", open)}");
        if (matter.Status is not CaseStatus.Closed && open.Count == 0) yield return new Finding("matter-not-closed", matter.Number, "open, and all of its parts are over");
    }

    private sealed record Matter(string Number, CaseStatus Status, string? Result, IReadOnlyList<CasePart> Parts, List<Part> Cases);

    private sealed record Part(Guid Id, string Number, CaseStatus Status, string? Result);
}
