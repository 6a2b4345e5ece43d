using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Backups;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Backups;

/// <summary>A restore changes nothing unless the backup is whole and the target may be replaced.</summary>
public sealed class RestoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-restore-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private string Source => Path.Combine(_folder.FullName, "data", "test.db");
    private string SourceFiles => Path.Combine(_folder.FullName, "data", "files");
    private string Backup => Path.Combine(_folder.FullName, "backup");
    private string Target => Path.Combine(_folder.FullName, "target", "test.db");
    private string TargetFiles => Path.Combine(_folder.FullName, "target", "files");

    [Fact]
    public async Task Files_come_along_and_are_checked()
    {
        await MakeAsync();
        Assert.Null(Restore());
        Assert.Equal("blob one", await File.ReadAllTextAsync(Path.Combine(TargetFiles, "ab", "abcd"), Answers.Ct));
        Assert.Equal(1, CasesIn(Target));
        Assert.False(File.Exists(Target + ".restoring"));
    }

    [Theory]
    [InlineData("onewindow.db")]
    [InlineData("files/ab/abcd")]
    [InlineData("manifest.json")]
    public async Task A_backup_that_was_changed_is_refused(string path)
    {
        await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Backup, path), Answers.Ct);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(Backup, path), bytes, Answers.Ct);
        Refused();
    }

    [Theory]
    [InlineData("onewindow.db")]
    [InlineData("files/ab/abcd")]
    [InlineData("manifest.json")]
    public async Task A_backup_that_lacks_a_file_is_refused(string path)
    {
        await MakeAsync();
        File.Delete(Path.Combine(Backup, path));
        Refused();
    }

    [Fact]
    public async Task A_backup_that_names_a_file_elsewhere_is_refused()
    {
        await MakeAsync();
        var manifest = Path.Combine(Backup, BackupManifest.FileName);
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Answers.Ct)).Replace("files/ab/abcd", "files/../../data/test.db", StringComparison.Ordinal), Answers.Ct);
        Assert.Contains("outside", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_with_cases_is_replaced_only_where_that_is_asked_for_and_then_kept()
    {
        await MakeAsync();
        Restore();
        await AddCaseAsync(Target);
        Assert.Contains("holds 2 cases", Assert.Throws<InvalidOperationException>(() => Restore()).Message, StringComparison.Ordinal);
        Assert.Equal(2, CasesIn(Target));
        var kept = Restore(replace: true);
        Assert.Equal(1, CasesIn(Target));
        Assert.Equal(2, CasesIn(kept!));
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_only_where_that_is_asked_for_and_then_kept()
    {
        await MakeAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllTextAsync(Target, new string('x', 5000), Answers.Ct);
        Assert.Contains("cannot be read", Assert.Throws<InvalidOperationException>(() => Restore()).Message, StringComparison.Ordinal);
        Assert.StartsWith("xxx", await File.ReadAllTextAsync(Restore(replace: true)!, Answers.Ct), StringComparison.Ordinal);
        Assert.Equal(1, CasesIn(Target));
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_running_server_and_no_server_starts_under_a_restore()
    {
        await MakeAsync();
        await using (var api = new ApiFactory { DataFolder = Path.GetDirectoryName(Target) })
        {
            await api.ClientAsync("window");
            Assert.Contains("server is running", Assert.Throws<InvalidOperationException>(() => Restore(replace: true)).Message, StringComparison.Ordinal);
        }

        Restore(replace: true);
        using (DatabaseInUse.Seize(Storage(Target)))
            Assert.Contains("being restored", Assert.Throws<InvalidOperationException>(() => DatabaseInUse.Share(Storage(Target))).Message, StringComparison.Ordinal);
        using var first = DatabaseInUse.Share(Storage(Target));
        using var second = DatabaseInUse.Share(Storage(Target));
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Nothing_is_restored_under_another_program_that_has_the_database_open()
    {
        await MakeAsync();
        Restore();
        await using var other = Open(Target);
        await other.Database.OpenConnectionAsync(Answers.Ct);
        _ = await other.Cases.CountAsync(Answers.Ct);
        Assert.Contains("Another program", Assert.Throws<InvalidOperationException>(() => Restore(replace: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_newer_build_is_refused()
    {
        await MakeAsync();
        var restore = new SqliteRestore(Storage(Target), TargetFiles, ["20200101000000_Older"]);
        Assert.Contains("newer build", Assert.Throws<InvalidOperationException>(() => restore.Run(Backup, false, Now)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task A_backup_never_overwrites_another_and_needs_a_database()
    {
        await MakeAsync();
        Assert.Contains("there already", Assert.Throws<InvalidOperationException>(() => SqliteBackup.Make(Source, SourceFiles, Backup, Now)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => SqliteBackup.Make(Target, SourceFiles, Backup + "2", Now));
        Assert.False(Directory.Exists(Backup + "2"));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup --fast")]
    [InlineData("restore")]
    [InlineData("backup somewhere --Storage:Provider=PostgreSql --ConnectionStrings:OneWindow=Host=nowhere")]
    [InlineData("restore somewhere --Storage:Provider=PostgreSql --ConnectionStrings:OneWindow=Host=nowhere")]
    public async Task A_wrong_command_line_is_told(string line)
    {
        var verb = CommandLine.Find(line.Split(' '))!;
        var told = await Assert.ThrowsAsync<InvalidOperationException>(verb);
        Assert.Matches("usage|docs/backup.md", told.Message);
    }

    private async Task MakeAsync()
    {
        await AddCaseAsync(Source);
        Directory.CreateDirectory(Path.Combine(SourceFiles, "ab"));
        await File.WriteAllTextAsync(Path.Combine(SourceFiles, "ab", "abcd"), "blob one", Answers.Ct);
        SqliteBackup.Make(Source, SourceFiles, Backup, Now);
    }

    private string? Restore(bool replace = false)
    {
        using var db = Open(Target);
        return new SqliteRestore(Storage(Target), TargetFiles, [.. db.Database.GetMigrations()]).Run(Backup, replace, Now);
    }

    private string Refused()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Restore()).Message;
        Assert.False(File.Exists(Target));
        Assert.False(Directory.Exists(TargetFiles));
        return message;
    }

    private static async Task AddCaseAsync(string database)
    {
        Storage(database).CreateFolder();
        await using var db = Open(database);
        await db.Database.MigrateAsync(Answers.Ct);
        await new StoredCase().AddAsync(db);
        SqliteConnection.ClearAllPools();
    }

    private static long CasesIn(string database) => SqliteFiles.Check(database).Cases;

    private static StorageOptions Storage(string database) => new(StorageProvider.Sqlite, $"Data Source={database};Pooling=False", null);

    private static SqliteOneWindowDb Open(string database)
    {
        var builder = new DbContextOptionsBuilder<SqliteOneWindowDb>();
        builder.Use(Storage(database));
        return new SqliteOneWindowDb(builder.Options);
    }
}
