using OneWindow.Api.Hosting;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Backups;

/// <summary>With the verbs of the executable.</summary>
public sealed class SqliteBackupTests : BackupContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-backup-");

    public void Dispose() => _folder.Delete(recursive: true);

    private protected override ApiFactory Original(ManualClock clock) => new() { DataFolder = Folder("original"), Clock = clock };

    private protected override ApiFactory Restored(ManualClock clock) => new() { DataFolder = Folder("restored"), Clock = clock };

    private protected override async Task BackUpAsync()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await BackupVerbs.BackupAsync([Path.Combine(_folder.FullName, "backup"), .. Settings("original")], output));
        Assert.Contains("Security__DataKey", output.ToString(), StringComparison.Ordinal);
    }

    private protected override async Task RestoreAsync() =>
        Assert.Equal(0, await BackupVerbs.RestoreAsync([Path.Combine(_folder.FullName, "backup"), .. Settings("restored")], TextWriter.Null));

    private string[] Settings(string name) =>
        [$"--ConnectionStrings:OneWindow=Data Source={Path.Combine(Folder(name), "test.db")}", $"--Files:Folder={Path.Combine(Folder(name), "files")}"];

    private string Folder(string name) => _folder.CreateSubdirectory(name).FullName;
}
