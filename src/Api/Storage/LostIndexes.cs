using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace OneWindow.Api.Storage;

/// <summary>
/// Puts back the indexes of a PostgreSQL that the model has and the database lacks. Filling a demonstration takes them
/// away for a while, and what is killed meanwhile cannot put them back.
/// </summary>
internal static class LostIndexes
{
    private const string Query = "SELECT indexname AS \"Value\" FROM pg_indexes WHERE schemaname = current_schema()";

    /// <summary>Statements that make what is missing; none on other providers.</summary>
    public static async Task<IReadOnlyList<string>> StatementsAsync(OneWindowDb db, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql()) return [];
        var there = (await db.Database.SqlQueryRaw<string>(Query).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var model = db.GetService<IDesignTimeModel>().Model;
        var lost = model.GetRelationalModel().Tables.SelectMany(t => t.Indexes).Where(i => !there.Contains(i.Name)).Select(CreateIndexOperation.CreateFrom).ToList<MigrationOperation>();
        return [.. db.GetService<IMigrationsSqlGenerator>().Generate(lost, model).Select(c => c.CommandText)];
    }

    /// <summary>Makes what is missing, however long that takes.</summary>
    /// <returns>How many were missing.</returns>
    public static async Task<int> RestoreAsync(OneWindowDb db, CancellationToken ct)
    {
        var statements = await StatementsAsync(db, ct);
        var timeout = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        foreach (var statement in statements) await db.Database.ExecuteSqlRawAsync(statement, ct);
        db.Database.SetCommandTimeout(timeout);
        return statements.Count;
    }
}
