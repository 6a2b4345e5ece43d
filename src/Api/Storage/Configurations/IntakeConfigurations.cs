using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class ApplicantServiceConfiguration : IEntityTypeConfiguration<ApplicantService>
{
    public void Configure(EntityTypeBuilder<ApplicantService> builder)
    {
        builder.ToTable("applicant_services");
        builder.HasKey(a => a.Key);
        builder.Property(a => a.Key).HasMaxLength(Lengths.Hash);
        builder.Property(a => a.Version).IsConcurrencyToken();
    }
}

internal sealed class CaseDraftConfiguration : IEntityTypeConfiguration<CaseDraft>
{
    public void Configure(EntityTypeBuilder<CaseDraft> builder)
    {
        builder.ToTable("case_drafts");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.UserName).HasMaxLength(Lengths.Code);
        builder.Property(d => d.ServiceKey).HasMaxLength(Lengths.Code);
        builder.Property(d => d.ContentSealed).HasMaxLength(Lengths.Unlimited);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.UserName, d.SavedAt });
        builder.HasIndex(d => d.ExpiresAt);
    }
}
