using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Live;

/// <summary>Reads the marks of subjects. The same state has the same mark on every node.</summary>
internal sealed class LiveMarks(OneWindowDb db)
{
    /// <summary>A page of a worklist, and the one behind it.</summary>
    private const int ListLength = 26;

    private const int CasesAtOnce = 500;

    /// <summary>The mark of a case at a version.</summary>
    public static string Of(int version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>One query for some hundred cases, by their keys.</summary>
    public async Task<IReadOnlyList<(LiveSubject Subject, string Mark)>> OfCasesAsync(IEnumerable<LiveSubject.OfCase> cases, CancellationToken ct)
    {
        var marks = new List<(LiveSubject, string)>();
        foreach (var some in cases.Select(c => c.Id).Chunk(CasesAtOnce))
        {
            var versions = await db.Cases.AsNoTracking().Where(c => some.Contains(c.Id)).Select(c => new { c.Id, c.Version }).ToListAsync(ct);
            marks.AddRange(versions.Select(v => ((LiveSubject)new LiveSubject.OfCase(v.Id), Of(v.Version))));
        }

        return marks;
    }

    /// <summary>Read from the index of the list alone, which has all that is asked.</summary>
    public async Task<string> OfListAsync(LiveSubject list, CancellationToken ct)
    {
        var open = db.WorkItems.AsNoTracking();
        open = list switch
        {
            LiveSubject.OfPost { Post: var post } => open.Where(w => w.Post == post),
            LiveSubject.OfHolder { UserName: var holder } => open.Where(w => w.Assignee == holder),
            _ => open,
        };
        var ids = await open.Where(w => w.State == WorkItemState.Open).OrderBy(w => w.DueOrder).ThenBy(w => w.Id)
            .Select(w => w.Id).Take(ListLength).ToListAsync(ct);
        return Convert.ToHexStringLower(SHA256.HashData([.. ids.SelectMany(id => id.ToByteArray())]))[..16];
    }
}
