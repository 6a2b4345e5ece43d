using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Tests.Jobs;

/// <summary>Puts due timers into the database, and claims them as a node does.</summary>
internal static class TimerSeed
{
    public static Task<List<Guid>> ClaimAsync(ApiFactory api, int most) => api.WithDbAsync(db =>
        TimerClaims.ClaimAsync(db, api.Services.GetRequiredService<StorageOptions>().Provider, most, api.Clock.GetUtcNow(), Answers.Ct));

    /// <summary>Timers that are due, oldest first; each says once that the case is late.</summary>
    public static async Task<List<Guid>> AddAsync(ApiFactory api, int count, Guid? caseId = null, TimeSpan? age = null)
    {
        var of = caseId ?? (await new CaseSeed().AddAsync(api)).Case.Id;
        var first = api.Clock.GetUtcNow() - (age ?? TimeSpan.FromMinutes(10));
        var timers = Enumerable.Range(0, count)
            .Select(i => new CaseTimer(Guid.CreateVersion7(first), of, TimerKind.CaseOverdue, of.ToString(), first.AddSeconds(i))).ToList();
        return await StoreAsync(api, timers);
    }

    public static async Task<Guid> AddBrokenAsync(ApiFactory api)
    {
        var of = (await new CaseSeed().AddAsync(api)).Case.Id;
        return Assert.Single(await StoreAsync(api, [new CaseTimer(Guid.CreateVersion7(api.Clock.GetUtcNow()), of, TimerKind.FollowUp, "names no visit", api.Clock.GetUtcNow().AddHours(-1))]));
    }

    private static async Task<List<Guid>> StoreAsync(ApiFactory api, List<CaseTimer> timers)
    {
        await api.WithDbAsync(db =>
        {
            db.Timers.AddRange(timers);
            return db.SaveChangesAsync(Answers.Ct);
        });
        return [.. timers.Select(t => t.Id)];
    }
}
