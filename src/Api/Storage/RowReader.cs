using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OneWindow.Api.Storage;

/// <summary>
/// Turns rows of one table into records as the model maps them. Made once for a model; unlike a query it can read one
/// of several results of a single command.
/// </summary>
/// <typeparam name="T">What the table holds, or a record that names some of its columns.</typeparam>
internal sealed class RowReader<T>
    where T : class
{
    private readonly Func<DbDataReader, T> _read;

    /// <param name="table">What the table holds, where a record names some of its columns.</param>
    public RowReader(IModel model, Type? table = null)
    {
        var columns = ColumnsOf(model, table).ToList();
        Columns = [.. columns.Select(c => c.Column.GetColumnName())];
        var reader = Expression.Parameter(typeof(DbDataReader));
        var record = Expression.MemberInit(
            Expression.New(typeof(T)), columns.Select((c, i) => Expression.Bind(c.Target, Value(reader, c.Column, i))));
        _read = Expression.Lambda<Func<DbDataReader, T>>(record, reader).Compile();
    }

    /// <summary>What has to be selected, in this order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>All rows of the reader's present result.</summary>
    public async Task<List<T>> ReadAsync(DbDataReader reader, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(_read(reader));
        return rows;
    }

    /// <summary>All columns, or those whose names the record's own properties have.</summary>
    private static IEnumerable<(IProperty Column, PropertyInfo Target)> ColumnsOf(IModel model, Type? table) => table is null
        ? model.FindEntityType(typeof(T))!.GetProperties().Select(p => (p, p.PropertyInfo!))
        : typeof(T).GetProperties().Where(p => p.CanWrite).Select(p => (model.FindEntityType(table)!.FindProperty(p.Name)!, p));

    private static Expression Value(ParameterExpression reader, IProperty property, int ordinal)
    {
        var mapping = property.GetRelationalTypeMapping();
        var method = mapping.GetDataReaderMethod();
        var at = Expression.Constant(ordinal);
        var source = method.DeclaringType!.IsAssignableFrom(typeof(DbDataReader)) ? (Expression)reader : Expression.Convert(reader, method.DeclaringType);
        var stored = mapping.CustomizeDataReaderExpression(Expression.Call(source, method, at));
        if (mapping.Converter is { } converter) stored = Expression.Invoke(converter.ConvertFromProviderExpression, As(stored, converter.ProviderClrType));
        var value = As(stored, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, at), Expression.Default(property.ClrType), value)
            : value;
    }

    private static Expression As(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
