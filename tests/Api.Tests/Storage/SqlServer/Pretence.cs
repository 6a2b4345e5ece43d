using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OneWindow.Api.Tests.Storage.SqlServer;

/// <summary>
/// Stands where SQL Server would: writes down each command that is sent to it and answers that it worked. A query finds
/// nothing, a save hits its rows.
/// </summary>
internal sealed partial class Pretence : DbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor
{
    private readonly ConcurrentQueue<SentCommand> _sent = new();

    /// <summary>The one value that each query finds; null where it finds nothing.</summary>
    public int? Value { get; init; }

    /// <summary>What this one was sent, in order.</summary>
    public IReadOnlyCollection<SentCommand> Sent => _sent;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        InterceptionResult<DbDataReader>.SuppressWithResult(Answer(command));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Note(command);
        return InterceptionResult<int>.SuppressWithResult(1);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Note(command);
        return InterceptionResult<object>.SuppressWithResult(1);
    }

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        InterceptionResult.Suppress();

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(InterceptionResult.Suppress());

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
        InterceptionResult<DbTransaction>.SuppressWithResult(new PretendedTransaction(connection, eventData.IsolationLevel));

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarting(connection, eventData, result));

    private DataTableReader Answer(DbCommand command)
    {
        Note(command);
        var hits = Value is null ? Hit().Count(command.CommandText) : 1;
        if (hits == 0) return new DataTable().CreateDataReader();
        var tables = new DataTable[hits];
        for (var i = 0; i < hits; i++)
        {
            tables[i] = new DataTable();
            tables[i].Columns.Add("Value", typeof(int));
            tables[i].Rows.Add(Value ?? 1);
        }

        return new DataTableReader(tables);
    }

    private void Note(DbCommand command) =>
        _sent.Enqueue(new SentCommand(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => p.ParameterName)]));

    [GeneratedRegex(@"^OUTPUT 1$", RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Hit();

    private sealed class PretendedTransaction(DbConnection connection, IsolationLevel isolation) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => isolation;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}

/// <param name="Text">The statements of one round trip.</param>
internal sealed record SentCommand(string Text, IReadOnlyList<string> Parameters);
