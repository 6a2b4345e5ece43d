using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Retention;

/// <summary>
/// Deletes what has done its work: messages that have arrived or have nowhere to go, with their tries, answers kept for
/// repeated requests, and the rows of long work that is over. What waits, fails or is parked stays whatever its age, and so does what people were told about
/// a case that is open or was closed only lately. Once a day, by whichever node comes first, in short transactions.
/// </summary>
internal sealed class RetentionSweep(IServiceScopeFactory scopes, RetentionSettings settings, TimeProvider clock, ILogger<RetentionSweep> logger) : IDueWork
{
    private const string SettingKey = "retention-swept-at";
    private const int BatchSize = 500;

    private readonly DailyTurn _turn = new(scopes, SettingKey);

    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await _turn.TakeAsync(now, ct)) return 0;
        var (messages, answers, runs) = (0, 0, 0);
        if (settings.Messages is { } kept)
            foreach (var state in new[] { OutboxState.Delivered, OutboxState.Skipped }) messages += await MessagesAsync(state, now - kept, ct);
        if (settings.Answers is { } asked) answers = await AnswersAsync(now - asked, ct);
        if (settings.Runs is { } ran)
            foreach (var state in new[] { LongRunState.Done, LongRunState.Failed, LongRunState.Cancelled }) runs += await RunsAsync(state, now, ran, ct);
        if (messages + answers + runs > 0)
            logger.LogInformation("{Messages} messages, {Answers} kept answers and {Runs} pieces of long work were removed, their time being over", messages, answers, runs);
        return messages + answers + runs;
    }

    /// <summary>Goes through one state in the order of its index, past what has to stay.</summary>
    private async Task<int> MessagesAsync(OutboxState state, DateTimeOffset before, CancellationToken ct)
    {
        var (removed, at, id) = (0, DateTimeOffset.UnixEpoch, Guid.Empty);
        while (!ct.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
            var batch = await db.Outbox.AsNoTracking()
                .Where(m => m.State == state && m.NextTryAt <= before && (m.NextTryAt > at || (m.NextTryAt == at && m.Id > id)))
                .OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).Take(BatchSize).Select(m => new { m.Id, m.CaseId, m.NextTryAt, IsCall = m.Payload != null }).ToListAsync(ct);
            if (batch.Count == 0) break;
            var cases = batch.Where(m => !m.IsCall).Select(m => m.CaseId).Distinct().ToArray();
            var over = (await db.Cases.Where(c => cases.Contains(c.Id) && c.ClosedAt <= before).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
            var ids = batch.Where(m => m.IsCall || over.Contains(m.CaseId)).Select(m => m.Id).ToArray();
            // A message without its tries is only poorer; tries without their message would refer to nothing.
            await db.DeliveryAttempts.Where(a => ids.Contains(a.MessageId)).ExecuteDeleteAsync(ct);
            removed += await db.Outbox.Where(m => ids.Contains(m.Id) && m.State == state).ExecuteDeleteAsync(ct);
            (at, id) = (batch[^1].NextTryAt, batch[^1].Id);
        }

        return removed;
    }

    private async Task<int> AnswersAsync(DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        while (!ct.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var records = scope.ServiceProvider.GetRequiredService<OneWindowDb>().IdempotencyRecords;
            var keys = await records.Where(r => r.At <= before).OrderBy(r => r.At).Select(r => r.KeyHash).Take(BatchSize).ToListAsync(ct);
            if (keys.Count == 0) break;
            removed += await records.Where(r => keys.Contains(r.KeyHash)).ExecuteDeleteAsync(ct);
        }

        return removed;
    }

    /// <summary>What was begun so long ago, past what took longer or has a result that can be fetched.</summary>
    private async Task<int> RunsAsync(LongRunState state, DateTimeOffset now, TimeSpan kept, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var before = now - kept;
        var over = db.LongRuns.Where(r => r.State == state && r.CreatedAt <= before && r.FinishedAt <= before && (r.KeptUntil == null || r.KeptUntil <= now));
        var removed = 0;
        while (!ct.IsCancellationRequested && await over.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Select(r => r.Id).Take(BatchSize).ToListAsync(ct) is { Count: > 0 } ids)
        {
            await db.LongRunParts.Where(p => ids.Contains(p.RunId)).ExecuteDeleteAsync(ct);
            removed += await db.LongRuns.Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(ct);
        }

        return removed;
    }
}
