using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace OneWindow.Api.Storage;

/// <summary>PostgreSQL's statements for one row of a table, made once as the model maps it.</summary>
internal sealed class RowStatements
{
    private const int MostColumns = 128;
    private static readonly ConcurrentDictionary<IEntityType, RowStatements> Known = new();

    // Makes parameters, which needs no connection.
    private static readonly NpgsqlCommand Maker = new();

    private readonly Column[] _columns;
    private readonly Column[] _guards;
    private readonly string _table;
    private readonly string _insert;
    private readonly ConcurrentDictionary<UInt128, string> _updates = new();

    private RowStatements(IEntityType type)
    {
        _columns = [.. type.GetProperties().Select((p, i) => new Column(p, p.GetRelationalTypeMapping(), UInt128.One << i, $"\"{p.GetColumnName()}\""))];
        if (_columns.Length > MostColumns || _columns.Any(c => c.Property.ValueGenerated is not ValueGenerated.Never))
            throw new InvalidOperationException($"{type.ShortName()} has too many columns, or values that the database makes.");
        _guards = [.. _columns.Where(c => c.Property.IsPrimaryKey() || c.Property.IsConcurrencyToken)];
        _table = $"\"{type.GetTableName()}\"";
        _insert = $"INSERT INTO {_table} ({string.Join(", ", _columns.Select(c => c.Name))}) VALUES ({string.Join(", ", _columns.Select((_, i) => $"${i + 1}"))})";
        Depth = type.GetForeignKeys().Select(k => Of(k.PrincipalEntityType).Depth + 1).DefaultIfEmpty().Max();
    }

    /// <summary>How many tables lie between this one and one that refers to none.</summary>
    public int Depth { get; }

    public static RowStatements Of(IEntityType type) => Known.GetOrAdd(type, static t => new RowStatements(t));

    /// <summary>The statement for a record that was added, changed or deleted. It writes one row, or none where the row is not as it was read.</summary>
    public NpgsqlBatchCommand Command(EntityEntry entry) => entry.State switch
    {
        EntityState.Added => With(new NpgsqlBatchCommand(_insert), _columns.Select(c => (c, entry.Property(c.Property).CurrentValue))),
        EntityState.Deleted => With(new NpgsqlBatchCommand($"DELETE FROM {_table}{Where(0)}"), Before(entry)),
        _ => Update(entry),
    };

    private NpgsqlBatchCommand Update(EntityEntry entry)
    {
        var changed = _columns.Where(c => entry.Property(c.Property).IsModified).ToList();
        var text = _updates.GetOrAdd(changed.Aggregate(UInt128.Zero, (all, c) => all | c.Bit), _ =>
            $"UPDATE {_table} SET {string.Join(", ", changed.Select((c, i) => $"{c.Name} = ${i + 1}"))}{Where(changed.Count)}");
        return With(With(new NpgsqlBatchCommand(text), changed.Select(c => (c, entry.Property(c.Property).CurrentValue))), Before(entry));
    }

    private IEnumerable<(Column, object?)> Before(EntityEntry entry) => _guards.Select(g => (g, entry.Property(g.Property).OriginalValue));

    private string Where(int given) => $" WHERE {string.Join(" AND ", _guards.Select((g, i) => $"{g.Name} = ${given + i + 1}"))}";

    private static NpgsqlBatchCommand With(NpgsqlBatchCommand command, IEnumerable<(Column Column, object? Value)> values)
    {
        foreach (var (column, value) in values)
            command.Parameters.Add((NpgsqlParameter)column.Mapping.CreateParameter(Maker, "", value, column.Property.IsNullable));
        return command;
    }

    /// <param name="Bit">Its place in the set of columns that an update writes.</param>
    private sealed record Column(IProperty Property, RelationalTypeMapping Mapping, UInt128 Bit, string Name);
}
