using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Seeding;

/// <summary>A table with the columns that are filled, as the model maps them.</summary>
internal sealed class BulkTable
{
    private readonly IReadOnlyList<IProperty> _properties;

    private BulkTable(IEntityType type)
    {
        Type = type.ClrType;
        Name = type.GetTableName()!;
        _properties = [.. type.GetProperties()];
        var table = StoreObjectIdentifier.Table(Name);
        Columns = [.. _properties.Select(p => p.GetColumnName(table)!)];
        Properties = [.. _properties.Select(p => p.Name)];
    }

    /// <summary>The entity that the rows are read as.</summary>
    public Type Type { get; }

    public string Name { get; }
    public IReadOnlyList<string> Columns { get; }
    public IReadOnlyList<string> Properties { get; }

    /// <summary>Every table that belongs to cases, each behind those it refers to.</summary>
    public static IReadOnlyList<BulkTable> OfCases(IModel model)
    {
        var left = model.GetEntityTypes().Where(e => e.ClrType == typeof(CaseFile) || e.FindProperty("CaseId") is not null).ToList();
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.First(e => !e.GetForeignKeys().Any(k => k.PrincipalEntityType != e && left.Contains(k.PrincipalEntityType)));
            left.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.Select(e => new BulkTable(e))];
    }

    /// <summary>An entity as the values of its row.</summary>
    public object?[] RowOf(object entity)
    {
        var row = new object?[_properties.Count];
        for (var i = 0; i < row.Length; i++)
        {
            var value = _properties[i].GetGetter().GetClrValue(entity);
            row[i] = _properties[i].GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }

        return row;
    }
}
