using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OneWindow.Api.Tests.Storage;

/// <summary>Keeps what is read while it listens.</summary>
internal sealed class StatementRecorder : DbCommandInterceptor
{
    private volatile bool _listens;

    public ConcurrentDictionary<string, DbParameter[]> Statements { get; } = new(StringComparer.Ordinal);

    public void Begin() => _listens = true;

    public void End() => _listens = false;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Keep(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Keep(command);
        return ValueTask.FromResult(result);
    }

    private void Keep(DbCommand command)
    {
        if (!_listens || !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)) return;
        // Several that share a round trip are looked at one by one.
        foreach (var statement in command.CommandText.Split(";\n")) Statements.TryAdd(statement, [.. command.Parameters.Cast<DbParameter>()]);
    }
}
