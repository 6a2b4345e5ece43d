using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Files;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Forecasts;
using OneWindow.Domain.Letters;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Objections;
using OneWindow.Domain.Ratings;
using OneWindow.Domain.Results;
using OneWindow.Domain.Supervising;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Storage;

/// <summary>The one database: conventions here, one configuration per entity, one derived context per provider.</summary>
internal abstract class OneWindowDb : DbContext
{
    // Comparing every record with what was read costs as much as storing it: once for each save, and not at each look.
#pragma warning disable MA0056 // Nobody overrides the tracker.
    protected OneWindowDb(DbContextOptions options) : base(options) => ChangeTracker.AutoDetectChangesEnabled = false;
#pragma warning restore MA0056

    public DbSet<CaseFile> Cases => Set<CaseFile>();
    public DbSet<CaseBody> CaseBodies => Set<CaseBody>();
    public DbSet<LastLook> LastLooks => Set<LastLook>();
    public DbSet<ApplicantService> ApplicantServices => Set<ApplicantService>();
    public DbSet<CaseDraft> Drafts => Set<CaseDraft>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<CaseTimer> Timers => Set<CaseTimer>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();
    public DbSet<WebhookSubscription> Webhooks => Set<WebhookSubscription>();
    public DbSet<Partner> Partners => Set<Partner>();
    public DbSet<IssuedResult> Results => Set<IssuedResult>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<AidAccount> AidAccounts => Set<AidAccount>();
    public DbSet<AidPermit> AidPermits => Set<AidPermit>();
    public DbSet<IssuedLetter> Letters => Set<IssuedLetter>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<Rating> Ratings => Set<Rating>();
    public DbSet<UploadedFile> Files => Set<UploadedFile>();
    public DbSet<StoredBlob> Blobs => Set<StoredBlob>();
    public DbSet<StoredBlobPart> BlobParts => Set<StoredBlobPart>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();
    public DbSet<Burst> Bursts => Set<Burst>();
    public DbSet<CaseMigration> Migrations => Set<CaseMigration>();
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<PublishedDocument> Documents => Set<PublishedDocument>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<FailedAttempts> FailedAttempts => Set<FailedAttempts>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<SupervisoryAct> SupervisoryActs => Set<SupervisoryAct>();
    public DbSet<LongRun> LongRuns => Set<LongRun>();
    public DbSet<LongRunPart> LongRunParts => Set<LongRunPart>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<StepForecast> Forecasts => Set<StepForecast>();
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        ChangeTracker.DetectChanges();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Compares text by code point, so that order and equality are the same on every provider; null keeps the default.</summary>
    protected virtual string? TextCollation => null;

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OneWindowDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds, StoredInstants>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(Lengths.Word);
        var text = configurationBuilder.Properties<string>().HaveMaxLength(Lengths.Line);
        if (TextCollation is { } collation) text.UseCollation(collation);
    }
}

internal sealed class SqliteOneWindowDb(DbContextOptions<SqliteOneWindowDb> options) : OneWindowDb(options)
{
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>
    /// SQLite lets one write at a time; the others sleep and look again. Here those of this process stand in line
    /// instead. Only speed hangs on it: what another process writes is held off by SQLite itself.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            Turn.Release();
        }
    }
}

internal sealed class PostgreSqlOneWindowDb(DbContextOptions<PostgreSqlOneWindowDb> options) : OneWindowDb(options)
{
    protected override string TextCollation => "C";
}

internal sealed class SqlServerOneWindowDb(DbContextOptions<SqlServerOneWindowDb> options) : OneWindowDb(options)
{
    protected override string TextCollation => "Latin1_General_100_BIN2";

    /// <summary>This provider takes keys that differ in letter case for one and the same record; our columns do not.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        var exact = new ValueComparer<string>(favorStructuralComparisons: false);
        foreach (var text in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.ClrType == typeof(string)))
            text.SetValueComparer(exact);
    }
}
