using System.Collections.Concurrent;

namespace OneWindow.Api.Features.Messages.Delivery;

/// <summary>
/// Keeps a node from trying every message on a place that does not answer. After a few failures in a row its lane
/// rests; then one message is tried, and with its arrival the lane is open again.
/// </summary>
internal sealed class Circuits(TimeProvider clock)
{
    public const int FailuresToRest = 3;
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    /// <summary>How many messages of a lane may be taken on now.</summary>
    /// <param name="most">Where nothing is wrong.</param>
    public int Room(string lane, int most) => Of(lane) is var circuit && circuit.Failures < FailuresToRest ? most : Rests(circuit) ? 0 : 1;

    public bool Rests(string lane) => Rests(Of(lane));

    /// <summary>The place has answered, be it that it refuses this one message.</summary>
    public void Reached(string lane) => _circuits[lane] = Circuit.Closed;

    /// <returns>True where the lane begins to rest by it.</returns>
    public bool Failed(string lane)
    {
        var now = clock.GetUtcNow();
        var before = Of(lane);
        var after = _circuits.AddOrUpdate(lane, _ => Circuit.Closed.Fail(now), (_, circuit) => Rests(circuit) ? circuit : circuit.Fail(now));
        return after.Failures == FailuresToRest && before.Failures < FailuresToRest;
    }

    private Circuit Of(string lane) => _circuits.GetValueOrDefault(lane, Circuit.Closed);

    // A clock that was set back does not make a rest longer.
    private bool Rests(Circuit circuit) => clock.GetUtcNow() is var now && circuit.RestsUntil > now && circuit.RestsUntil - now <= LongestRest;

    private sealed record Circuit(int Failures, DateTimeOffset RestsUntil)
    {
        public static readonly Circuit Closed = new(0, DateTimeOffset.MinValue);

        public Circuit Fail(DateTimeOffset now)
        {
            var failures = Math.Min(Failures + 1, FailuresToRest + 10);
            if (failures < FailuresToRest) return new(failures, DateTimeOffset.MinValue);
            var rest = FirstRest * Math.Pow(2, failures - FailuresToRest);
            return new(failures, now + (rest < LongestRest ? rest : LongestRest));
        }
    }
}
