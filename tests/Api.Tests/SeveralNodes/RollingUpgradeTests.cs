using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.SeveralNodes;

/// <summary>A node of this build on a database that a newer build has already brought further.</summary>
public sealed class RollingUpgradeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-upgrade-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_starts_is_ready_and_works()
    {
        await using (var newer = new ApiFactory { DataFolder = _folder.FullName })
        {
            await newer.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
                """
                ALTER TABLE case_timers ADD COLUMN "FromTheFuture" TEXT NULL;
                ALTER TABLE cases ADD COLUMN "AlsoFromTheFuture" INTEGER NOT NULL DEFAULT 0;
                INSERT INTO "__EFMigrationsHistory" VALUES ('99991231235959_FromTheFuture', '99.0.0');
                """, Answers.Ct));
        }

        await using var older = new ApiFactory { DataFolder = _folder.FullName };
        var driver = new CaseDriver(older);

        Assert.Equal("Healthy", await older.CreateClient().GetStringAsync("/health/ready", Answers.Ct));
        await driver.AnswerAsync(await driver.RegisterAsync(Application.Certificate), "accept", "complete");
    }

    [Fact]
    public async Task It_is_not_ready_where_its_own_migrations_are_missing()
    {
        await using var api = new ApiFactory();
        await api.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%_Initial'""", Answers.Ct));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.CreateClient().GetAsync("/health/ready", Answers.Ct)).StatusCode);
    }
}
