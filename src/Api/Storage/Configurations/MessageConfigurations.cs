using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.Property(m => m.Id).ValueGeneratedNever();
        // A build that knows no lanes delivers nothing either; what it writes is shown where its receiver looks.
        builder.Property(m => m.Lane).HasMaxLength(Lengths.Code).HasDefaultValue(Lanes.InApp).ValueGeneratedNever();
        builder.Property(m => m.To).HasMaxLength(Lengths.Code);
        builder.Property(m => m.TextZh).HasMaxLength(OutboxMessage.MaxTextLength);
        builder.Property(m => m.TextEn).HasMaxLength(OutboxMessage.MaxTextLength);
        builder.Property(m => m.Payload).HasMaxLength(Lengths.Unlimited);
        builder.Ignore(m => m.Channel);
        builder.Property(m => m.Version).IsConcurrencyToken();
        // What is due in a lane; what is in a state; what was told to somebody; what was told about a case.
        builder.HasIndex(m => new { m.Lane, m.State, m.NextTryAt, m.Id });
        builder.HasIndex(m => new { m.State, m.NextTryAt, m.Id });
        builder.HasIndex(m => new { m.To, m.CreatedAt, m.Id });
        builder.HasIndex(m => m.CaseId);
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeliveryAttemptConfiguration : IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("delivery_attempts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Lane).HasMaxLength(Lengths.Code);
        builder.Property(a => a.Code).HasMaxLength(Lengths.Code);
        builder.HasIndex(a => new { a.MessageId, a.At });
        builder.HasOne<OutboxMessage>().WithMany().HasForeignKey(a => a.MessageId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WebhookSubscriptionConfiguration : IEntityTypeConfiguration<WebhookSubscription>
{
    public void Configure(EntityTypeBuilder<WebhookSubscription> builder)
    {
        builder.ToTable("webhooks");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Url).HasMaxLength(Lengths.Paragraph);
        builder.Property(w => w.Events).HasJsonText();
        builder.Property(w => w.SecretSealed).HasMaxLength(Lengths.Paragraph);
        builder.Property(w => w.Version).IsConcurrencyToken();
    }
}

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.ToTable("partners");
        builder.HasKey(p => p.Code);
        builder.Property(p => p.Code).HasMaxLength(Lengths.Code);
        builder.Property(p => p.Url).HasMaxLength(Lengths.Paragraph);
        builder.Property(p => p.Events).HasJsonText();
        builder.Property(p => p.SecretSealed).HasMaxLength(Lengths.Paragraph);
        builder.Ignore(p => p.IsEnabled);
        builder.Ignore(p => p.ActorName);
        builder.Property(p => p.Version).IsConcurrencyToken();
    }
}
