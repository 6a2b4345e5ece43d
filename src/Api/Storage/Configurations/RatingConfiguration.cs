using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Ratings;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class RatingConfiguration : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> builder)
    {
        builder.ToTable("ratings");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.ServiceKey).HasMaxLength(Lengths.Code);
        builder.Property(r => r.Body).HasMaxLength(Lengths.Code);
        builder.Property(r => r.TakenBy).HasMaxLength(Lengths.Post);
        builder.Property(r => r.Text).HasMaxLength(Rating.MaxTextLength);
        builder.Property(r => r.Reply).HasMaxLength(Lengths.Paragraph);
        builder.Property(r => r.Version).IsConcurrencyToken();
        // One for each closing, whoever is faster.
        builder.HasIndex(r => new { r.CaseId, r.ClosedAt }).IsUnique();
        builder.HasIndex(r => new { r.Body, r.ServiceKey });
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
