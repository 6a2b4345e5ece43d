using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OneWindow.Api.Telemetry;

/// <summary>A span for each statement: which verb, how long, whether it failed. Never its text or its parameters.</summary>
internal sealed class DatabaseSpans : DbCommandInterceptor
{
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Write(command, eventData);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Write(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Write(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Write(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Write(command, eventData, eventData.Exception.GetType().Name);
        return Task.CompletedTask;
    }

    private static void Write(DbCommand command, CommandEndEventData data, string? error = null)
    {
        var verb = Verb(command.CommandText);
        using var span = Instruments.Source.StartActivity(verb, ActivityKind.Client, parentContext: default, startTime: data.StartTime);
        if (span is null) return;
        span.SetTag("db.operation.name", verb);
        if (error is not null) span.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        span.SetEndTime(span.StartTimeUtc + data.Duration);
    }

    private static string Verb(string text)
    {
        var words = text.AsSpan().TrimStart();
        var end = words.IndexOfAny(' ', '\n', '\r');
        return (end < 0 ? words : words[..end]).ToString().ToUpperInvariant();
    }
}
