using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Storage;

/// <summary>A large database takes its time to be brought up to a new build.</summary>
public sealed class MigrationTimeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-migration-");

    [Fact]
    public async Task No_statement_of_a_migration_is_cut_off()
    {
        var watch = new Watch();
        await using (var api = new ApiFactory { DataFolder = _folder.FullName, Interceptor = watch }) _ = await api.ClientAsync("");
        Assert.True(watch.Seconds.Count > 10);
        Assert.Equal([0], watch.Seconds.Distinct());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The seconds that each statement which makes an index may take; 0 is for ever.</summary>
    private sealed class Watch : DbCommandInterceptor
    {
        public ConcurrentQueue<int> Seconds { get; } = [];

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("CREATE INDEX", StringComparison.Ordinal)) Seconds.Enqueue(command.CommandTimeout);
            return ValueTask.FromResult(result);
        }
    }
}
