using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Storage;

/// <summary>A database that an older build filled is taken over with everything in it.</summary>
public abstract class UpgradeContract
{
    /// <summary>An application on a database that is not there yet; each name is another one.</summary>
    private protected abstract ApiFactory Application(string name);

    private protected abstract OneWindowDb Open(string name);

    [Fact]
    public async Task Every_earlier_schema_is_migrated_with_its_rows()
    {
        await using var model = Open("model");
        var migrations = model.Database.GetMigrations().ToList();
        Assert.True(migrations.Count >= 2);
        foreach (var migration in migrations[..^1])
        {
            await using var db = Open(migration);
            await db.GetService<IMigrator>().MigrateAsync(migration, Answers.Ct);
            var then = ModelOf(db, migration);
            await FillAsync(db, then);
            var before = await RowsAsync(db, then);
            Assert.DoesNotContain("", before.Values);
            await db.Database.MigrateAsync(Answers.Ct);
            var after = await RowsAsync(db, then);
            foreach (var (table, rows) in before) Assert.Equal($"{table}: {rows}", $"{table}: {after[table]}");
        }
    }

    [Fact]
    public async Task A_server_takes_over_the_cases_of_the_first_release()
    {
        string number;
        await using (var before = Application("first"))
        {
            var driver = new CaseDriver(before);
            number = await driver.RegisterAsync(Driving.Application.Certificate);
            await driver.AnswerAsync(number, "accept", "complete");
        }

        // Back to the schema of the first release: what was added since is taken away again.
        await using (var db = Open("first"))
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(), Answers.Ct);
        await using var after = Application("first");
        var again = new CaseDriver(after);
        await again.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await WholeStore.IsWholeAsync(after);
        Assert.Empty(await after.WithDbAsync(db => db.Database.GetPendingMigrationsAsync(Answers.Ct)));
    }

    private static IModel ModelOf(OneWindowDb db, string migration)
    {
        var assembly = db.GetService<IMigrationsAssembly>();
        var model = assembly.CreateMigration(assembly.Migrations[migration], db.Database.ProviderName!).TargetModel;
        return db.GetService<IModelRuntimeInitializer>().Initialize(model, designTime: true, validationLogger: null);
    }

    /// <summary>One row in each table, the tables that others refer to first.</summary>
    private static async Task FillAsync(OneWindowDb db, IModel model)
    {
        var connection = await OpenedAsync(db);
        foreach (var table in ReferredFirst(model))
        {
            await using var command = connection.CreateCommand();
            var columns = table.Columns.ToList();
            command.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
            for (var i = 0; i < columns.Count; i++) Add(command, $"@p{i}", Sample(columns[i]));
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Answers.Ct));
        }
    }

    private static List<ITable> ReferredFirst(IModel model)
    {
        var (left, ordered) = (model.GetRelationalModel().Tables.ToList(), new List<ITable>());
        while (left.Count > 0)
        {
            var next = left.First(t => t.ForeignKeyConstraints.All(k => k.PrincipalTable == t || ordered.Contains(k.PrincipalTable)));
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static async Task<Dictionary<string, string>> RowsAsync(OneWindowDb db, IModel model)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        var connection = await OpenedAsync(db);
        foreach (var table in model.GetRelationalModel().Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))} FROM \"{table.Name}\"";
            await using var reader = await command.ExecuteReaderAsync(Answers.Ct);
            var found = new List<string>();
            while (await reader.ReadAsync(Answers.Ct))
                found.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            rows[table.Name] = string.Join('\n', found);
        }

        return rows;
    }

    private static async Task<DbConnection> OpenedAsync(OneWindowDb db)
    {
        await db.Database.OpenConnectionAsync(Answers.Ct);
        return db.Database.GetDbConnection();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    // The same for every column of a kind, so that references find what they refer to.
    private static object Sample(IColumn column)
    {
        var type = column.PropertyMappings[0].TypeMapping;
        return Type.GetTypeCode(type.Converter?.ProviderClrType ?? type.ClrType) switch
        {
            TypeCode.String => "旧",
            TypeCode.Boolean => true,
            TypeCode.Int32 => 1,
            TypeCode.Int64 => 1L,
            _ when type.ClrType == typeof(byte[]) => new byte[] { 1 },
            _ when type.ClrType == typeof(Guid) => column.StoreType == "TEXT" ? "00000000-0000-0000-0000-000000000001" : new Guid("00000000-0000-0000-0000-000000000001"),
            _ when type.ClrType == typeof(DateOnly) => column.StoreType == "TEXT" ? "2026-09-29" : new DateOnly(2026, 9, 29),
            _ => throw new InvalidOperationException($"A sample of {column.Table.Name}.{column.Name} ({column.StoreType}) is needed."),
        };
    }
}
