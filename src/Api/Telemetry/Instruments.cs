using System.Diagnostics;
using System.Diagnostics.Metrics;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Telemetry;

/// <summary>
/// What the application measures and traces of itself. Names, kinds and codes only: nothing that a person has typed.
/// Where nobody listens it costs next to nothing.
/// </summary>
internal static class Instruments
{
    public const string Name = "OneWindow";

    public static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Commands =
        Meter.CreateHistogram<double>("onewindow.command.duration", "s", "How long commands take, retries included, by kind and outcome.");

    private static readonly Counter<long> LostRaces =
        Meter.CreateCounter<long>("onewindow.races.lost", "{race}", "Runs of a command that another one was faster than.");

    private static readonly Counter<long> DueRows =
        Meter.CreateCounter<long>("onewindow.due.rows", "{row}", "Rows that time has dealt with, by kind of work.");

    /// <summary>Runs a command within a span of its own and measures it.</summary>
    public static async Task<T> CommandAsync<T>(string kind, Func<Task<T>> run)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var span = Source.StartActivity(kind);
        var outcome = "failed";
        try
        {
            var result = await run();
            outcome = "done";
            return result;
        }
        catch (RefusedException refused)
        {
            outcome = refused.Code;
            throw;
        }
        finally
        {
            span?.SetTag("onewindow.outcome", outcome);
            if (outcome is "failed") span?.SetStatus(ActivityStatusCode.Error);
            Commands.Record(TimeProvider.System.GetElapsedTime(started).TotalSeconds, new("kind", kind), new("outcome", outcome));
        }
    }

    public static void RaceLost(string kind) => LostRaces.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void RowsRan(string kind, int count)
    {
        if (count > 0) DueRows.Add(count, new KeyValuePair<string, object?>("kind", kind));
    }
}
