using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Results;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class CaseTimerConfiguration : IEntityTypeConfiguration<CaseTimer>
{
    public void Configure(EntityTypeBuilder<CaseTimer> builder)
    {
        builder.ToTable("case_timers");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.TargetId).HasMaxLength(Lengths.Code);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasIndex(t => new { t.State, t.DueAt, t.Id });
        builder.HasIndex(t => new { t.CaseId, t.State });
        // Promised papers are few among all that time does.
        builder.HasIndex(t => new { t.Kind, t.State, t.DueAt, t.Id }).HasFilter("\"Kind\" = 'PromiseLapse'");
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(t => t.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LastLookConfiguration : IEntityTypeConfiguration<LastLook>
{
    public void Configure(EntityTypeBuilder<LastLook> builder)
    {
        builder.ToTable("last_looks");
        builder.HasKey(l => new { l.UserName, l.CaseId });
        builder.Property(l => l.UserName).HasMaxLength(Lengths.Post);
        builder.Property(l => l.Version).IsConcurrencyToken();
        builder.HasIndex(l => l.CaseId);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FollowUpConfiguration : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        builder.ToTable("follow_ups");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Key).HasMaxLength(Lengths.Code);
        builder.Property(f => f.Body).HasMaxLength(Lengths.Code);
        builder.Property(f => f.Role).HasMaxLength(Lengths.Code);
        builder.Property(f => f.Attempt).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(f => f.NewNeed).HasMaxLength(Lengths.Paragraph);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => f.CaseId);
        builder.HasIndex(f => new { f.Body, f.State, f.DueOn });
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IssuedResultConfiguration : IEntityTypeConfiguration<IssuedResult>
{
    public void Configure(EntityTypeBuilder<IssuedResult> builder)
    {
        builder.ToTable("issued_results");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kind).HasMaxLength(Lengths.Code);
        builder.Property(r => r.NumberSealed).HasMaxLength(Lengths.Paragraph);
        builder.Property(r => r.DataSealed).HasMaxLength(Lengths.Unlimited);
        builder.HasIndex(r => r.CaseId);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("grants");
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.Amount).HasConversion<YuanAsFen>();
        builder.Property(g => g.Cause).HasMaxLength(Lengths.Line);
        builder.Property(g => g.Body).HasMaxLength(Lengths.Code);
        builder.Property(g => g.ApplicantIndex).HasMaxLength(Lengths.Hash);
        builder.HasIndex(g => g.CaseId);
        builder.HasIndex(g => new { g.ApplicantIndex, g.GrantedAt });
        builder.HasIndex(g => new { g.Body, g.GrantedAt });
        builder.HasIndex(g => new { g.GrantedAt, g.Id });
        // What was granted is taken back once.
        builder.Ignore(g => g.IsReversal);
        builder.HasIndex(g => g.ReversesId).IsUnique().HasFilter("\"ReversesId\" IS NOT NULL");
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(g => g.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Actor).HasMaxLength(Lengths.Post);
        builder.Property(a => a.ActorBody).HasMaxLength(Lengths.Code);
        builder.Property(a => a.Action).HasMaxLength(Lengths.Code);
        builder.Property(a => a.DetailJson).HasMaxLength(Lengths.Unlimited);
        builder.HasIndex(a => new { a.CaseId, a.Sequence }).IsUnique();
        builder.HasIndex(a => a.At);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
