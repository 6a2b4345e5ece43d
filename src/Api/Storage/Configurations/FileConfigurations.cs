using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class UploadedFileConfiguration : IEntityTypeConfiguration<UploadedFile>
{
    public void Configure(EntityTypeBuilder<UploadedFile> builder)
    {
        builder.ToTable("case_files");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.MaterialKey).HasMaxLength(Lengths.Code);
        builder.Property(f => f.NameSealed).HasMaxLength(Lengths.Paragraph);
        builder.Property(f => f.MediaType).HasMaxLength(Lengths.Line);
        builder.Property(f => f.Checksum).HasMaxLength(Lengths.Hash);
        builder.Property(f => f.UploadedBy).HasMaxLength(Lengths.Post);
        builder.Property(f => f.RemovedBy).HasMaxLength(Lengths.Post);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => new { f.CaseId, f.UploadedAt });
        builder.HasIndex(f => f.Checksum);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoredBlobConfiguration : IEntityTypeConfiguration<StoredBlob>
{
    public void Configure(EntityTypeBuilder<StoredBlob> builder)
    {
        builder.ToTable("file_blobs");
        builder.HasKey(b => b.Address);
        builder.Property(b => b.Address).HasMaxLength(Lengths.Hash);
        builder.HasIndex(b => new { b.StoredAt, b.Address });
    }
}

internal sealed class StoredBlobPartConfiguration : IEntityTypeConfiguration<StoredBlobPart>
{
    public void Configure(EntityTypeBuilder<StoredBlobPart> builder)
    {
        builder.ToTable("file_blob_parts");
        builder.HasKey(p => new { p.Address, p.Number });
        builder.Property(p => p.Address).HasMaxLength(Lengths.Hash);
        builder.HasOne<StoredBlob>().WithMany().HasForeignKey(p => p.Address).OnDelete(DeleteBehavior.Cascade);
    }
}
