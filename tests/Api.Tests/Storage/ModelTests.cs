using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain;

namespace OneWindow.Api.Tests.Storage;

/// <summary>What no database is needed to know: the model itself, which SQL Server is the strictest judge of.</summary>
public sealed class ModelTests
{
    private const int MaxKeyBytes = 1700;
    private const int BytesPerCharacter = 2;

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public void The_migrations_are_up_to_date(string provider)
    {
        using var db = Open(provider);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "Run eng/migrations.sh <Name>.");
    }

    [Fact]
    public void Every_provider_has_the_same_migrations()
    {
        var sets = new[] { "Sqlite", "PostgreSql", "SqlServer" }.Select(provider =>
        {
            using var db = Open(provider);
            return string.Join(' ', db.Database.GetMigrations().Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..]));
        });
        Assert.Single(sets.Distinct());
    }

    [Fact]
    public void The_script_for_sql_server_makes_every_table()
    {
        using var db = Open("SqlServer");
        var script = db.Database.GenerateCreateScript();
        var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().ToList();
        Assert.True(tables.Count >= 18);
        foreach (var table in tables) Assert.Contains($"CREATE TABLE [{table}]", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_can_be_written_by_the_statements_of_postgresql()
    {
        using var db = Open("PostgreSql");
        Assert.All(db.Model.GetEntityTypes(), type => Assert.InRange(RowStatements.Of(type).Depth, 0, 3));
    }

    [Fact]
    public void No_table_is_reached_by_two_cascades()
    {
        using var db = Open("SqlServer");
        foreach (var entity in db.Model.GetEntityTypes())
            Assert.True(entity.GetForeignKeys().Count(k => k.DeleteBehavior is DeleteBehavior.Cascade) <= 1, entity.Name);
        Assert.DoesNotContain(
            db.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()),
            k => k.DeleteBehavior is DeleteBehavior.Cascade && k.PrincipalEntityType.GetForeignKeys().Any());
    }

    [Fact]
    public void Keys_and_indexes_are_short_enough()
    {
        using var db = Open("SqlServer");
        var seen = 0;
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var groups = entity.GetIndexes().Select(i => i.Properties).Concat(entity.GetKeys().Select(k => k.Properties));
            foreach (var properties in groups)
            {
                seen++;
                var bytes = properties.Sum(Bytes);
                Assert.True(bytes <= MaxKeyBytes, $"{entity.ShortName()}: {string.Join(", ", properties.Select(p => p.Name))} takes {bytes} bytes.");
            }
        }

        Assert.True(seen > 30);
    }

    [Fact]
    public void Text_is_compared_by_code_point_and_has_a_stated_length()
    {
        using var db = Open("SqlServer");
        var texts = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.ClrType == typeof(string)).ToList();
        Assert.NotEmpty(texts);
        Assert.All(texts, p => Assert.Equal("Latin1_General_100_BIN2", p.GetCollation()));
        Assert.All(texts, p => Assert.NotNull(p.GetMaxLength()));
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public void Keys_that_differ_in_letter_case_are_two_records(string provider)
    {
        using var db = Open(provider);
        db.Add(new Setting("b", ""));
        db.Add(new Setting("B", ""));
        Assert.Equal(2, db.ChangeTracker.Entries().Count());
    }

    [Fact]
    public void Every_record_that_changes_has_a_version_that_guards_it()
    {
        using var db = Open("Sqlite");
        var versioned = db.Model.GetEntityTypes().Where(e => typeof(IVersioned).IsAssignableFrom(e.ClrType)).ToList();
        Assert.True(versioned.Count >= 8);
        Assert.All(versioned, e => Assert.True(e.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken, e.Name));
    }

    private static int Bytes(IReadOnlyProperty property) => property.GetTypeMapping().Converter?.ProviderClrType == typeof(string) || property.ClrType == typeof(string)
        ? property.GetMaxLength() is > 0 and var length ? length * BytesPerCharacter : int.MaxValue / 8
        : 16;

    private static DbContext Open(string provider) => provider switch
    {
        "PostgreSql" => new PostgreSqlDesignTimeFactory().CreateDbContext([]),
        "SqlServer" => new SqlServerDesignTimeFactory().CreateDbContext([]),
        _ => new SqliteDesignTimeFactory().CreateDbContext([]),
    };
}
