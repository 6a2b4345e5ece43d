using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OneWindow.Api.Storage;

// Used by the migration tool alone (eng/migrations.sh). The connection strings are never opened.

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteOneWindowDb>
{
    public SqliteOneWindowDb CreateDbContext(string[] args) => new(DesignTime.Options<SqliteOneWindowDb>(StorageProvider.Sqlite));
}

internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlOneWindowDb>
{
    public PostgreSqlOneWindowDb CreateDbContext(string[] args) =>
        new(DesignTime.Options<PostgreSqlOneWindowDb>(StorageProvider.PostgreSql));
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerOneWindowDb>
{
    public SqlServerOneWindowDb CreateDbContext(string[] args) =>
        new(DesignTime.Options<SqlServerOneWindowDb>(StorageProvider.SqlServer));
}

internal static class DesignTime
{
    public static DbContextOptions<T> Options<T>(StorageProvider provider)
        where T : DbContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        builder.Use(new StorageOptions(provider, "", null));
        return builder.Options;
    }
}
