using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Objections;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class ObjectionConfiguration : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.ToTable("objections");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Text).HasMaxLength(Objection.MaxTextLength);
        builder.Property(o => o.FiledBy).HasMaxLength(Lengths.Post);
        builder.Property(o => o.Note).HasMaxLength(Lengths.Paragraph);
        builder.Property(o => o.Version).IsConcurrencyToken();
        // One for each closing, whoever is faster.
        builder.HasIndex(o => new { o.CaseId, o.ClosedAt }).IsUnique();
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(o => o.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
