using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Backups;

/// <summary>With pg_dump and pg_restore, as docs/backup.md says.</summary>
public sealed class PostgreSqlBackupTests(PostgreSqlCluster cluster) : BackupContract, IClassFixture<PostgreSqlCluster>, IDisposable
{
    private readonly string _name = $"b{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
    private readonly string _dump = Path.Combine(Path.GetTempPath(), $"onewindow-{Path.GetRandomFileName()}.dump");

    public void Dispose() => File.Delete(_dump);

    private protected override ApiFactory Original(ManualClock clock) => new() { PostgreSql = Database(_name), Clock = clock };

    private protected override ApiFactory Restored(ManualClock clock) => new() { PostgreSql = Database(_name + "r"), Clock = clock };

    private protected override Task BackUpAsync() => cluster.Server.RunClientAsync("pg_dump", "--format=custom", "--file", _dump, _name);

    private protected override async Task RestoreAsync()
    {
        await cluster.Server.RunClientAsync("createdb", "--template=template0", _name + "r");
        await cluster.Server.RunClientAsync("pg_restore", "--exit-on-error", "--dbname", _name + "r", _dump);
    }

    private string Database(string name) => $"{cluster.Server.ConnectionString(name)};Maximum Pool Size=20";
}
