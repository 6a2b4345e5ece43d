using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Telemetry;

/// <summary>How the whole installation stands, read from the database shortly before measurements are sent.</summary>
internal sealed class StateGauges : IDisposable
{
    private readonly Meter _meter = new(Instruments.Name);
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private State _state = new(TimeSpan.Zero, TimeSpan.Zero, 0, 0, 0);

    public StateGauges(IServiceScopeFactory scopes, TimeProvider clock)
    {
        (_scopes, _clock) = (scopes, clock);
        _meter.CreateObservableGauge("onewindow.queue.age", Ages, "s", "How long the oldest due row has waited, by queue.");
        _meter.CreateObservableGauge("onewindow.cases.open", () => _state.OpenCases, "{case}", "Cases that are not closed.");
        _meter.CreateObservableGauge("onewindow.incidents.open", () => _state.Incidents, "{incident}", "Workflows that cannot go on by themselves.");
        _meter.CreateObservableGauge("onewindow.cases.provisional", () => _state.Provisional, "{case}", "Open cases whose due date waits for a year's calendar.");
    }

    public async Task ReadAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var now = _clock.GetUtcNow();
        _state = new State(
            await QueueAges.TimersAsync(db, now, ct), await QueueAges.OutboxAsync(db, now, ct),
            await db.Cases.CountAsync(c => c.Status != CaseStatus.Closed, ct),
            await db.WorkItems.CountAsync(w => w.State == WorkItemState.Open && w.Kind == WorkItemKind.Incident, ct),
            await db.Cases.CountAsync(c => c.AwaitedYear != null && c.Status != CaseStatus.Closed, ct));
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Ages() =>
    [
        new(_state.Timers.TotalSeconds, new KeyValuePair<string, object?>("queue", "timers")),
        new(_state.Outbox.TotalSeconds, new KeyValuePair<string, object?>("queue", "outbox")),
    ];

    private sealed record State(TimeSpan Timers, TimeSpan Outbox, int OpenCases, int Incidents, int Provisional);
}
