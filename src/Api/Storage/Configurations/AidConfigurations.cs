using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class AidAccountConfiguration : IEntityTypeConfiguration<AidAccount>
{
    public void Configure(EntityTypeBuilder<AidAccount> builder)
    {
        builder.ToTable("aid_accounts");
        builder.HasKey(a => new { a.Holder, a.Purpose });
        builder.Property(a => a.Holder).HasMaxLength(Lengths.Hash);
        builder.Property(a => a.Purpose).HasMaxLength(Lengths.Line);
        builder.Property(a => a.Version).IsConcurrencyToken();
    }
}

internal sealed class AidPermitConfiguration : IEntityTypeConfiguration<AidPermit>
{
    public void Configure(EntityTypeBuilder<AidPermit> builder)
    {
        builder.ToTable("aid_permits");
        builder.HasKey(p => p.CaseId);
        builder.Property(p => p.CaseId).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(AidPermit.MaxReasonLength);
        builder.Property(p => p.PermittedBy).HasMaxLength(Lengths.Post);
        builder.HasOne<CaseFile>().WithOne().HasForeignKey<AidPermit>(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
