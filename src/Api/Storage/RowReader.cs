using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OneWindow.Api.Storage;

/// <summary>
/// Turns rows of one table into records as the model maps them. Made once for a model; unlike a query it can read one
/// of several results of a single command.
/// </summary>
internal sealed class RowReader<T>
    where T : class
{
    private readonly Func<DbDataReader, T> _read;

    public RowReader(IModel model)
    {
        var properties = model.FindEntityType(typeof(T))!.GetProperties().ToList();
        Columns = [.. properties.Select(p => p.GetColumnName())];
        var reader = Expression.Parameter(typeof(DbDataReader));
        var record = Expression.MemberInit(
            Expression.New(typeof(T)), properties.Select((p, i) => Expression.Bind(p.PropertyInfo!, Value(reader, p, i))));
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
