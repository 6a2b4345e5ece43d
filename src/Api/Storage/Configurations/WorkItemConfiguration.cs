using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("work_items");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.CaseNumber).HasMaxLength(CaseNumber.Length);
        builder.Property(w => w.ServiceKey).HasMaxLength(Lengths.Code);
        builder.Property(w => w.BookmarkId).HasMaxLength(Lengths.Code);
        builder.Property(w => w.ActivityId).HasMaxLength(Lengths.Line);
        builder.Property(w => w.ResidentZh).HasMaxLength(Lengths.Paragraph);
        builder.Property(w => w.ResidentEn).HasMaxLength(Lengths.Paragraph);
        builder.Property(w => w.Body).HasMaxLength(Lengths.Code);
        builder.Property(w => w.Role).HasMaxLength(Lengths.Code);
        builder.Property(w => w.Post).HasMaxLength(Lengths.Post);
        builder.Property(w => w.Assignee).HasMaxLength(Lengths.Post);
        builder.Property(w => w.CompletedBy).HasMaxLength(Lengths.Post);
        builder.Property(w => w.Partner).HasMaxLength(Lengths.Code);
        builder.Property(w => w.LimitSource).HasMaxLength(Lengths.Paragraph);
        builder.Property(w => w.Opinion).HasMaxLength(Lengths.Paragraph);
        builder.Property(w => w.Outcomes).HasJsonText();
        builder.Property(w => w.NotBy).HasJsonText();
        builder.Property(w => w.HomeRole).HasMaxLength(Lengths.Code);
        builder.Property(w => w.IsAssigned).HasDefaultValue(false).ValueGeneratedNever();
        builder.Property(w => w.Extension).HasJsonText();
        builder.Property(w => w.EscalationLevel).HasDefaultValue(0).ValueGeneratedNever();
        builder.Property(w => w.Form).HasMaxLength(Lengths.Unlimited);
        builder.Property(w => w.DataJson).HasMaxLength(Lengths.Unlimited);
        builder.Property(w => w.Question).HasMaxLength(Lengths.Paragraph);
        builder.Ignore(w => w.Limit);
        builder.Ignore(w => w.ExcludedSteps);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.HasIndex(w => new { w.Post, w.State, w.DueOrder, w.Id });
        builder.HasIndex(w => new { w.Post, w.State, w.ClosedAt, w.Id });
        builder.HasIndex(w => new { w.Assignee, w.State, w.DueOrder, w.Id });
        builder.HasIndex(w => new { w.CompletedBy, w.ClosedAt, w.Id });
        builder.HasIndex(w => new { w.State, w.DueOrder, w.Id });
        builder.HasIndex(w => new { w.State, w.ClosedAt, w.Id });
        builder.HasIndex(w => new { w.CaseId, w.State });
        // Of what is open, one kind: what waits for papers, and visits.
        builder.HasIndex(w => new { w.Post, w.Kind, w.DueOrder, w.Id }).HasFilter("\"State\" = 'Open'");
        // Few at most times: those whose date waits for a year's calendar.
        builder.HasIndex(w => new { w.AwaitedYear, w.State }).HasFilter("\"AwaitedYear\" IS NOT NULL");
        // Incidents are rare: counting them among the open must not read through the open.
        builder.HasIndex(w => w.Kind).HasFilter("\"State\" = 'Open' AND \"Kind\" = 'Incident'");
        // Everything that is counted among the open: by body for the joint office, by step for the map of a workflow.
        builder.HasIndex(w => new { w.ServiceKey, w.ActivityId, w.Body, w.Kind, w.HomeRole, w.OpenedAt, w.DueOrder, w.YellowAt, w.OverdueAt }, "IX_work_items_open").HasFilter("\"State\" = 'Open'");
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(w => w.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
