using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Storage;

public sealed class SqliteUpgradeTests : UpgradeContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-upgrade-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private protected override ApiFactory Application(string name) => new() { DataFolder = _folder.CreateSubdirectory(name).FullName };

    private protected override OneWindowDb Open(string name)
    {
        var builder = new DbContextOptionsBuilder<SqliteOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.Sqlite, $"Data Source={Path.Combine(_folder.CreateSubdirectory(name).FullName, "test.db")}", null));
        return new SqliteOneWindowDb(builder.Options);
    }
}

public sealed class PostgreSqlUpgradeTests(PostgreSqlCluster cluster) : UpgradeContract, IClassFixture<PostgreSqlCluster>
{
    private readonly string _prefix = Path.GetRandomFileName()[..8];

    private protected override ApiFactory Application(string name) => new() { PostgreSql = Database(name) };

    private protected override OneWindowDb Open(string name)
    {
        var builder = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.PostgreSql, Database(name), null));
        return new PostgreSqlOneWindowDb(builder.Options);
    }

    private string Database(string name) => $"{cluster.Server.ConnectionString($"{_prefix}_{name}")};Maximum Pool Size=20";
}
