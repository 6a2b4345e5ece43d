using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(a => a.UserName);
        builder.Property(a => a.UserName).HasMaxLength(Lengths.Post);
        builder.Property(a => a.Roles).HasJsonText();
        builder.Property(a => a.ServicePoint).HasMaxLength(Lengths.Code);
        // The posts belong to the account and to nothing else, so that this is the only cascade path to them.
        builder.HasMany(a => a.Posts).WithOne().HasForeignKey(p => p.UserName).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AccountPostConfiguration : IEntityTypeConfiguration<AccountPost>
{
    public void Configure(EntityTypeBuilder<AccountPost> builder)
    {
        builder.ToTable("account_posts");
        builder.HasKey(p => new { p.UserName, p.Body, p.Role });
        builder.Property(p => p.UserName).HasMaxLength(Lengths.Post);
        builder.Property(p => p.Body).HasMaxLength(Lengths.Code);
        builder.Property(p => p.Role).HasMaxLength(Lengths.Code);
        builder.HasIndex(p => new { p.Body, p.Role });
    }
}

internal sealed class AbsenceConfiguration : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("absences");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.UserName).HasMaxLength(Lengths.Post);
        builder.Property(a => a.Deputy).HasMaxLength(Lengths.Post);
        builder.Property(a => a.RecordedBy).HasMaxLength(Lengths.Post);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new { a.UserName, a.UntilOn });
        builder.HasIndex(a => new { a.BegunAt, a.FromOn });
    }
}

internal sealed class FailedAttemptsConfiguration : IEntityTypeConfiguration<FailedAttempts>
{
    public void Configure(EntityTypeBuilder<FailedAttempts> builder)
    {
        builder.ToTable("failed_attempts");
        builder.HasKey(a => a.Key);
        builder.Property(a => a.Key).HasMaxLength(Lengths.Hash);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => a.FirstAt);
    }
}
