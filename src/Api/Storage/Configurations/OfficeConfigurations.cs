using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Supervising;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class SupervisoryActConfiguration : IEntityTypeConfiguration<SupervisoryAct>
{
    public void Configure(EntityTypeBuilder<SupervisoryAct> builder)
    {
        builder.ToTable("supervisory_acts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.CaseNumber).HasMaxLength(CaseNumber.Length);
        builder.Property(a => a.Body).HasMaxLength(Lengths.Code);
        builder.Property(a => a.ToBody).HasMaxLength(Lengths.Code);
        builder.Property(a => a.By).HasMaxLength(Lengths.Post);
        builder.Property(a => a.ByBody).HasMaxLength(Lengths.Code);
        builder.Property(a => a.Note).HasMaxLength(Lengths.Paragraph);
        builder.HasIndex(a => new { a.At, a.Id });
        builder.HasIndex(a => new { a.Body, a.At, a.Id });
        builder.HasIndex(a => new { a.WorkItemId, a.At });
        builder.HasIndex(a => a.CaseId);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LongRunConfiguration : IEntityTypeConfiguration<LongRun>
{
    public void Configure(EntityTypeBuilder<LongRun> builder)
    {
        builder.ToTable("long_runs");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kind).HasMaxLength(Lengths.Code);
        builder.Property(r => r.Request).HasMaxLength(Lengths.Unlimited);
        builder.Property(r => r.StartedBy).HasMaxLength(Lengths.Post);
        builder.Property(r => r.Error).HasMaxLength(Lengths.Code);
        builder.Ignore(r => r.IsOver);
        builder.Ignore(r => r.IsDuty);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.State, r.CreatedAt, r.Id });
        builder.HasIndex(r => new { r.StartedBy, r.CreatedAt, r.Id });
        builder.HasIndex(r => new { r.CreatedAt, r.Id });
        builder.HasIndex(r => r.KeptUntil);
    }
}

internal sealed class LongRunPartConfiguration : IEntityTypeConfiguration<LongRunPart>
{
    public void Configure(EntityTypeBuilder<LongRunPart> builder)
    {
        builder.ToTable("long_run_parts");
        builder.HasKey(p => new { p.RunId, p.Number });
        builder.Property(p => p.RowsSealed).HasMaxLength(Lengths.Unlimited);
        builder.HasOne<LongRun>().WithMany().HasForeignKey(p => p.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
