using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>Begins long work, finds it for those who may see it, and keeps its result.</summary>
internal sealed class LongRunDesk(OneWindowDb db, Sealer sealer, TimeProvider clock)
{
    private const int MostUnfinished = 3;
    private const string RightsKey = "madeWith";
    private const string Everything = "*";
    private const int PartsAtOnce = 16;

    /// <summary>Heads the columns of a result that tells the cases which could not be done.</summary>
    public static IReadOnlyList<string> RefusedColumns(bool english) => english ? ["Case number", "Code", "Reason"] : ["办件编号", "代码", "原因"];

    /// <summary>Adds a run to the unit of work; the caller stores it. Where it was begun under its key before, that one.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>runs-too-many</c>; <c>run-not-found</c> where the key is another's.</exception>
    public async Task<LongRun> BeginAsync<T>(Caller who, RunOrder order, T request, CancellationToken ct)
    {
        var asked = JsonSerializer.Serialize(request, CaseJson.Detail);
        if (order.Key is { } key && await db.LongRuns.SingleOrDefaultAsync(r => r.Id == key, ct) is { } before)
        {
            if (before.StartedBy != who.UserName || before.Kind != order.Kind) throw LongRunErrors.NotFound();
            if (before.State is not (LongRunState.Failed or LongRunState.Cancelled) && IsSame(before, asked)) return before;
            // Sent again from an old page, after it was stopped or with something else asked for.
            order = order with { Key = null };
        }

        var open = await db.LongRuns.CountAsync(r => r.StartedBy == who.UserName && (r.State == LongRunState.Waiting || r.State == LongRunState.Running), ct);
        if (open >= MostUnfinished) throw LongRunErrors.TooMany(MostUnfinished);
        var now = clock.GetUtcNow();
        var run = new LongRun(order.Key ?? Guid.CreateVersion7(now), order.Kind, asked, who.UserName, order.English, now);
        db.LongRuns.Add(run);
        Note(who, "run-started", run);
        return run;
    }

    private static bool IsSame(LongRun run, string asked)
    {
        var known = JsonNode.Parse(run.Request)!.AsObject();
        known.Remove(RightsKey);
        return JsonNode.DeepEquals(known, JsonNode.Parse(asked));
    }

    public static T RequestOf<T>(LongRun run) => JsonSerializer.Deserialize<T>(run.Request, CaseJson.Detail)!;

    /// <summary>A run of the caller's own, or any for the joint office; tracked.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>run-not-found</c>.</exception>
    public async Task<LongRun> FindAsync(Caller who, Guid id, CancellationToken ct) =>
        await Visible(who).AsTracking().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw LongRunErrors.NotFound();

    public IQueryable<LongRun> Visible(Caller who) => who.SeesEverything ? db.LongRuns : db.LongRuns.Where(r => r.StartedBy == who.UserName);

    /// <summary>Adds rows to the run's result.</summary>
    public void Keep(LongRun run, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count > 0) db.LongRunParts.Add(new LongRunPart(run.Id, run.NextPart(), sealer.Seal(JsonSerializer.Serialize(rows))));
    }

    /// <summary>The case that was counted last could not be done; it becomes a row of the result.</summary>
    /// <param name="why">Null takes the code's own text.</param>
    public void Refuse(LongRun run, string number, string code, BilingualText? why)
    {
        run.Refuse();
        Keep(run, [[number, code, why is null ? RefusalTexts.For(code, null, run.English) : run.English ? why.En : why.Zh]]);
    }

    /// <summary>
    /// Whether somebody may have what a run has made: who started it, as far as this person still sees what it was made
    /// with; of what the system does by itself, whoever sees everything.
    /// </summary>
    public static bool IsFor(LongRun run, Caller who) => run.IsDuty ? who.SeesEverything : run.StartedBy == who.UserName;

    /// <summary>The rows of a result in order, a few pieces in memory at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(LongRun run)
    {
        for (var from = 0; from < run.Parts; from += PartsAtOnce)
        {
            var to = from + PartsAtOnce;
            var parts = await db.LongRunParts.AsNoTracking().Where(p => p.RunId == run.Id && p.Number >= from && p.Number < to).OrderBy(p => p.Number).ToListAsync();
            foreach (var row in parts.SelectMany(RowsOf)) yield return row;
        }
    }

    /// <summary>The rows of one piece; empty where there is no such piece.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> PartAsync(LongRun run, int number, CancellationToken ct) =>
        await db.LongRunParts.AsNoTracking().SingleOrDefaultAsync(p => p.RunId == run.Id && p.Number == number, ct) is { } part ? RowsOf(part) : [];

    private List<List<string>> RowsOf(LongRunPart part) => JsonSerializer.Deserialize<List<List<string>>>(sealer.Open(part.RowsSealed))!;

    /// <summary>Notes by what right the run sees what it sees. The caller stores it with the piece.</summary>
    public static void NoteRights(LongRun run, Caller who)
    {
        var (known, has) = (RightsOf(run), Rights(who));
        if (has.All(known.Contains)) return;
        var request = JsonNode.Parse(run.Request)!.AsObject();
        request[RightsKey] = new JsonArray([.. known.Union(has).Order(StringComparer.Ordinal).Select(r => (JsonNode?)r)]);
        run.Annotate(request.ToJsonString(CaseJson.Detail));
    }

    /// <summary>Whether somebody may still see all that the run was made with.</summary>
    public static bool StillHolds(LongRun run, Caller who)
    {
        var has = Rights(who);
        return who.SeesEverything || RightsOf(run).All(has.Contains);
    }

    /// <summary>The bodies whose cases a person sees, or <see cref="Everything"/>.</summary>
    private static HashSet<string> Rights(Caller who) => who.SeesEverything ? [Everything] : [.. who.Bodies];

    /// <summary>None for a run of an earlier build.</summary>
    private static List<string> RightsOf(LongRun run) =>
        JsonNode.Parse(run.Request)?[RightsKey] is JsonArray rights ? [.. rights.Select(r => r!.GetValue<string>())] : [];

    /// <summary>Writes down what somebody did about a run.</summary>
    public void Note(Caller who, string action, LongRun run) => db.Audit.Add(AuditEntry.General(
        new AuditFact(who.UserName, Actor.Of(who).Body, action, null, JsonSerializer.Serialize(new { run = run.Id, kind = run.Kind, request = JsonElement.Parse(run.Request) }, CaseJson.Detail)), clock.GetUtcNow()));
}

/// <summary>Which long work to begin.</summary>
/// <param name="English">Whether the result is read in English.</param>
/// <param name="Key">The run's identifier; null where the caller leaves it open.</param>
internal sealed record RunOrder(string Kind, bool English, Guid? Key = null);
