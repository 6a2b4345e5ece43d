using System.Data.Common;

namespace OneWindow.Bench.Storage;

/// <summary>The keys of the rows of one case that a step changes, read beforehand, so that the floor is not charged for finding them.</summary>
internal sealed record RawWork(object CaseId, IReadOnlyList<object[]> Keys);

/// <summary>
/// The floor: one client with a connection of its own that is never given back, statements prepared once, and for each
/// step one transaction that writes the very rows a step of the application writes, in one round trip where the driver
/// can. No rules, no engine, no objects.
/// </summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly List<Statement> _writes = [];
    private readonly List<DbCommand> _reads = [];
    private readonly List<DbCommand> _commands = [];
    private DbBatch? _batch;

    private RawClient(DbConnection connection) => _connection = connection;

    /// <param name="reads">Whether it also reads the rows it changes, as anything that decides by them must.</param>
    /// <param name="connection">One to share with other steps of the same client; null for one of its own.</param>
    public static async Task<RawClient> OpenAsync(IDatabase database, RowChanges changes, bool reads, DbConnection? connection = null)
    {
        var client = new RawClient(connection ?? await database.OpenAsync());
        await using var maker = client._connection.CreateCommand();
        client._writes.AddRange(changes.Changes.Select((change, i) => Statement.Update(maker, database, change, i)));
        client._writes.AddRange(changes.Insertions.Select(insertion => Statement.Insert(maker, database, insertion)));
        if (reads) client._reads.AddRange(changes.Changes.Select(c => c.Table).Distinct().Select(table => client.Read(table, database)));
        await client.PrepareAsync();
        return client;
    }

    public async Task StepAsync(RawWork work)
    {
        foreach (var read in _reads) await ReadAsync(read, work.CaseId);
        foreach (var write in _writes) write.Bind(work);
        await using var transaction = await _connection.BeginTransactionAsync();
        var rows = _batch is { } batch ? await ExecuteAsync(batch, transaction) : await ExecuteAsync(transaction);
        if (rows != _writes.Count) throw new InvalidOperationException($"{rows} rows were written instead of {_writes.Count}.");
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_batch is not null) await _batch.DisposeAsync();
        foreach (var command in _commands.Concat(_reads)) await command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static Task<int> ExecuteAsync(DbBatch batch, DbTransaction transaction)
    {
        batch.Transaction = transaction;
        return batch.ExecuteNonQueryAsync();
    }

    private static async Task ReadAsync(DbCommand command, object caseId)
    {
        command.Parameters[0].Value = caseId;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync()) reader.GetValues(values);
    }

    private async Task<int> ExecuteAsync(DbTransaction transaction)
    {
        var rows = 0;
        foreach (var command in _commands)
        {
            command.Transaction = transaction;
            rows += await command.ExecuteNonQueryAsync();
        }
        return rows;
    }

    private async Task PrepareAsync()
    {
        if (_connection.CanCreateBatch) _batch = _connection.CreateBatch();
        foreach (var write in _writes)
        {
            if (_batch is { } batch) Fill(batch, write);
            else _commands.Add(Command(write));
        }
        if (_batch is not null) await _batch.PrepareAsync();
        foreach (var command in _commands.Concat(_reads)) await command.PrepareAsync();
    }

    private static void Fill(DbBatch batch, Statement write)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = write.Text;
        foreach (var parameter in write.Parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private DbCommand Command(Statement write)
    {
        var command = _connection.CreateCommand();
        command.CommandText = write.Text;
        foreach (var parameter in write.Parameters) command.Parameters.Add(parameter);
        return command;
    }

    private DbCommand Read(CaseTable table, IDatabase database)
    {
        var command = _connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table.Name}\" WHERE \"{table.CaseColumn}\" = @case";
        command.Parameters.Add(Statement.Parameter(command, "@case", database.NewId()));
        return command;
    }
}

/// <summary>One row written.</summary>
/// <param name="Bind">Puts the keys of the next case in.</param>
internal sealed record Statement(string Text, IReadOnlyList<DbParameter> Parameters, Action<RawWork> Bind)
{
    public static Statement Update(DbCommand maker, IDatabase database, Change change, int index)
    {
        var parameters = change.Values.Select((v, i) => Parameter(maker, $"@p{i}", v.Value)).ToList();
        var set = change.Values.Keys.Select((column, i) => $"\"{column}\" = @p{i}").ToList();
        var keys = change.Table.Key.Select((_, i) => Parameter(maker, $"@k{i}", database.NewId())).ToList();
        var where = change.Table.Key.Select((column, i) => $"\"{column}\" = @k{i}").ToList();
        parameters.AddRange(keys);
        if (change.Values.TryGetValue(CaseTable.VersionColumn, out var version))
        {
            parameters.Add(Parameter(maker, "@version", Before(version!)));
            where.Add($"\"{CaseTable.VersionColumn}\" = @version");
        }
        var text = $"UPDATE \"{change.Table.Name}\" SET {string.Join(", ", set)} WHERE {string.Join(" AND ", where)}";
        return new Statement(text, parameters, work =>
        {
            for (var i = 0; i < keys.Count; i++) keys[i].Value = work.Keys[index][i];
        });
    }

    public static Statement Insert(DbCommand maker, IDatabase database, Insertion insertion)
    {
        var (table, row) = insertion;
        var parameters = row.Select((c, i) => Parameter(maker, $"@p{i}", c.Value)).ToList();
        var text = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", row.Keys.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", row.Keys.Select((_, i) => $"@p{i}"))})";
        var columns = row.Keys.ToList();
        var caseId = parameters[columns.IndexOf(table.CaseColumn)];
        var id = table.Key is [var key] && key != table.CaseColumn && !table.Names.Contains(key) ? parameters[columns.IndexOf(key)] : null;
        var names = table.Names.Select(n => parameters[columns.IndexOf(n)]).Select(p => (Parameter: p, ((string)p.Value!).Length)).ToList();
        return new Statement(text, parameters, work =>
        {
            caseId.Value = work.CaseId;
            if (id is not null) id.Value = database.NewId();
            foreach (var (parameter, length) in names) parameter.Value = NewName(length);
        });
    }

    public static DbParameter Parameter(DbCommand maker, string name, object? value)
    {
        var parameter = maker.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        return parameter;
    }

    private static string NewName(int length)
    {
        var text = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        return text[^Math.Min(length, text.Length)..];
    }

    private static object Before(object version) => version is long wide ? wide - 1 : (int)version - 1;
}
