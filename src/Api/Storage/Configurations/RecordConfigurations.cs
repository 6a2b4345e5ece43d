using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class WorkflowInstanceConfiguration : IEntityTypeConfiguration<WorkflowInstance>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("workflow_instances");
        builder.HasKey(i => i.CaseId);
        builder.Property(i => i.CaseId).ValueGeneratedNever();
        builder.Property(i => i.DefinitionId).HasMaxLength(Lengths.Code);
        builder.Property(i => i.State).HasMaxLength(Lengths.Unlimited);
        builder.Property(i => i.BeforeClosing).HasMaxLength(Lengths.Unlimited);
        builder.Property(i => i.Status).HasMaxLength(Lengths.Word);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => new { i.DefinitionId, i.DefinitionVersion, i.Status });
        builder.HasOne<CaseFile>().WithOne().HasForeignKey<WorkflowInstance>(i => i.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BurstConfiguration : IEntityTypeConfiguration<Burst>
{
    public void Configure(EntityTypeBuilder<Burst> builder)
    {
        builder.ToTable("bursts");
        builder.HasKey(b => new { b.CaseId, b.Sequence });
        builder.Property(b => b.Stimulus).HasMaxLength(Lengths.Unlimited);
        builder.Property(b => b.Journal).HasMaxLength(Lengths.Unlimited);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(b => b.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CaseMigrationConfiguration : IEntityTypeConfiguration<CaseMigration>
{
    public void Configure(EntityTypeBuilder<CaseMigration> builder)
    {
        builder.ToTable("case_migrations");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.DefinitionId).HasMaxLength(Lengths.Code);
        builder.Property(m => m.Before).HasMaxLength(Lengths.Unlimited);
        builder.Property(m => m.After).HasMaxLength(Lengths.Unlimited);
        builder.Property(m => m.Tasks).HasMaxLength(Lengths.Unlimited);
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasIndex(m => new { m.DefinitionId, m.FromVersion, m.ToVersion });
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency");
        builder.HasKey(r => r.KeyHash);
        builder.Property(r => r.KeyHash).HasMaxLength(Lengths.Hash);
        builder.Property(r => r.RequestHash).HasMaxLength(Lengths.Hash);
        builder.Property(r => r.Response).HasMaxLength(Lengths.Unlimited);
        builder.HasIndex(r => r.At);
    }
}

internal sealed class PublishedDocumentConfiguration : IEntityTypeConfiguration<PublishedDocument>
{
    public void Configure(EntityTypeBuilder<PublishedDocument> builder)
    {
        builder.ToTable("documents");
        builder.HasKey(d => new { d.Kind, d.Key, d.Number });
        builder.Property(d => d.Key).HasMaxLength(Lengths.Code);
        builder.Property(d => d.Json).HasMaxLength(Lengths.Unlimited);
        builder.Property(d => d.Hash).HasMaxLength(Lengths.Hash);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.Kind, d.State });
    }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.ToTable("settings");
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(Lengths.Code);
    }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("data_protection_keys");
        builder.HasKey(k => k.Name);
        builder.Property(k => k.Name).HasMaxLength(Lengths.Line);
        builder.Property(k => k.XmlSealed).HasMaxLength(Lengths.Unlimited);
    }
}
