using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace OneWindow.Api.Storage;

/// <summary>Writes queries of single tables in the provider's words, from the model's own names.</summary>
internal sealed class SelectText(OneWindowDb db)
{
    private readonly ISqlGenerationHelper _sql = db.GetService<ISqlGenerationHelper>();

    /// <summary>Every row whose key is that value.</summary>
    public string Of<T>(IReadOnlyList<string> columns, string key, string value) =>
        $"SELECT {string.Join(", ", columns.Select(Name))} FROM {Table<T>()} WHERE {Name(key)} = {value}";

    /// <summary>A condition on a column, with the value as the model stores it.</summary>
    public string Is<T>(string property, object value) => $"{Name(property)} = {Property<T>(property).GetRelationalTypeMapping().GenerateSqlLiteral(value)}";

    public string Table<T>() => Name(db.Model.FindEntityType(typeof(T))!.GetTableName()!);

    public string Name(string name) => _sql.DelimitIdentifier(name);

    private IProperty Property<T>(string name) => db.Model.FindEntityType(typeof(T))!.FindProperty(name)!;
}
