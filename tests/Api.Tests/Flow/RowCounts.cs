using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>How much is stored: two equal counts say that nothing was added in between.</summary>
internal sealed record RowCounts(int Cases, int Bodies, int Tasks, int Timers, int Audit, int Bursts, int Messages, int Answers, int Documents)
{
    public static Task<RowCounts> OfAsync(ApiFactory api) => api.WithDbAsync(async db => new RowCounts(
        await db.Cases.CountAsync(), await db.CaseBodies.CountAsync(), await db.WorkItems.CountAsync(), await db.Timers.CountAsync(),
        await db.Audit.CountAsync(), await db.Bursts.CountAsync(), await db.Outbox.CountAsync(), await db.IdempotencyRecords.CountAsync(),
        await db.Documents.CountAsync()));
}
