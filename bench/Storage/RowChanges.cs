using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OneWindow.Api.Storage;

namespace OneWindow.Bench.Storage;

/// <summary>A table whose rows belong to cases.</summary>
/// <param name="Key">Columns of its primary key.</param>
/// <param name="CaseColumn">The column that names the case.</param>
/// <param name="Names">Columns with a text that no other row has.</param>
internal sealed record CaseTable(string Name, string[] Key, string CaseColumn, string[] Names)
{
    public const string VersionColumn = "Version";

    public static IReadOnlyList<CaseTable> Of(OneWindowDb db) => [.. db.Model.GetEntityTypes().Select(Of).OfType<CaseTable>()];

    /// <summary>The rows of a case, or of all of them, each as column and value.</summary>
    public async Task<List<Dictionary<string, object?>>> ReadAsync(DbConnection connection, object? caseId, string? columns = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {columns ?? "*"} FROM \"{Name}\"{(caseId is null ? "" : $" WHERE \"{CaseColumn}\" = @case")}";
        if (caseId is not null) command.Parameters.Add(Statement.Parameter(command, "@case", caseId));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.Ordinal));
        return rows;
    }

    public string KeyOf(Dictionary<string, object?> row) => string.Join('|', Key.Select(k => row[k]));

    private static CaseTable? Of(IEntityType type)
    {
        var name = type.GetTableName()!;
        var column = type.FindProperty("CaseId")?.GetColumnName() ?? (name == "cases" ? "Id" : null);
        return column is null ? null : new CaseTable(name, [.. type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())], column,
        [
            .. type.GetIndexes().Where(i => i.IsUnique).Select(i => i.Properties).Append(type.FindPrimaryKey()!.Properties)
                .Where(p => p.Count == 1 && p[0].ClrType == typeof(string)).Select(p => p[0].GetColumnName()),
        ]);
    }
}

/// <summary>A row that a step adds: every column of it.</summary>
internal sealed record Insertion(CaseTable Table, Dictionary<string, object?> Row);

/// <summary>A row that a step changes: the columns that differ afterwards.</summary>
internal sealed record Change(CaseTable Table, Dictionary<string, object?> Values);

/// <summary>What one step does to the rows of its case, learnt by looking at them before and after.</summary>
internal sealed record RowChanges(IReadOnlyList<CaseTable> Tables, IReadOnlyList<Insertion> Insertions, IReadOnlyList<Change> Changes)
{
    public static async Task<RowChanges> LearnAsync(IReadOnlyList<CaseTable> tables, DbConnection connection, object caseId, Func<Task> step)
    {
        var before = await ReadAsync(tables, connection, caseId);
        await step();
        return Between(tables, before, await ReadAsync(tables, connection, caseId));
    }

    /// <summary>What registering a case did.</summary>
    public static async Task<RowChanges> LearnNewAsync(IReadOnlyList<CaseTable> tables, DbConnection connection, object caseId) =>
        Between(tables, tables.ToDictionary(t => t, _ => new Dictionary<string, Dictionary<string, object?>>(StringComparer.Ordinal)), await ReadAsync(tables, connection, caseId));

    private static RowChanges Between(
        IReadOnlyList<CaseTable> tables, Dictionary<CaseTable, Dictionary<string, Dictionary<string, object?>>> before, Dictionary<CaseTable, Dictionary<string, Dictionary<string, object?>>> after)
    {
        var insertions = new List<Insertion>();
        var changes = new List<Change>();
        foreach (var table in tables)
        {
            foreach (var (key, row) in after[table])
            {
                if (!before[table].TryGetValue(key, out var old)) insertions.Add(new Insertion(table, row));
                else if (row.Where(c => !Equals(c.Value, old[c.Key])).ToDictionary(StringComparer.Ordinal) is { Count: > 0 } changed) changes.Add(new Change(table, changed));
            }
        }
        // What belongs to a new case comes after it.
        return new RowChanges(tables, [.. insertions.OrderBy(i => i.Table.Name != "cases")], changes);
    }

    public override string ToString() => string.Join(", ",
        Changes.Select(c => $"update {c.Table.Name}").Concat(Insertions.Select(i => $"insert {i.Table.Name}")).CountBy(s => s).Select(g => g.Value == 1 ? g.Key : $"{g.Key} ×{g.Value}"));

    private static async Task<Dictionary<CaseTable, Dictionary<string, Dictionary<string, object?>>>> ReadAsync(IReadOnlyList<CaseTable> tables, DbConnection connection, object caseId)
    {
        var rows = new Dictionary<CaseTable, Dictionary<string, Dictionary<string, object?>>>();
        foreach (var table in tables) rows[table] = (await table.ReadAsync(connection, caseId)).ToDictionary(table.KeyOf, StringComparer.Ordinal);
        return rows;
    }
}
