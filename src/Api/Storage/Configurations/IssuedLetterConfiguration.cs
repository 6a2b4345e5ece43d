using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Letters;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class IssuedLetterConfiguration : IEntityTypeConfiguration<IssuedLetter>
{
    public void Configure(EntityTypeBuilder<IssuedLetter> builder)
    {
        builder.ToTable("issued_letters");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Key).HasMaxLength(Lengths.Code);
        builder.Property(l => l.Body).HasMaxLength(Lengths.Code);
        builder.Property(l => l.Number).HasMaxLength(Lengths.Code);
        builder.Property(l => l.Code).HasMaxLength(Lengths.Word);
        builder.Property(l => l.TextSealed).HasMaxLength(Lengths.Unlimited);
        builder.HasIndex(l => l.CaseId);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
