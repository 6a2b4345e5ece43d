using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class CaseFileConfiguration : IEntityTypeConfiguration<CaseFile>
{
    public void Configure(EntityTypeBuilder<CaseFile> builder)
    {
        builder.ToTable("cases");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Number).HasMaxLength(CaseNumber.Length);
        builder.Property(c => c.ServiceKey).HasMaxLength(Lengths.Code);
        builder.Property(c => c.DefinitionId).HasMaxLength(Lengths.Code);
        builder.Property(c => c.Result).HasMaxLength(Lengths.Code);
        builder.Property(c => c.ApplicantIdNumberIndex).HasMaxLength(Lengths.Hash);
        builder.Property(c => c.ApplicantPhoneIndex).HasMaxLength(Lengths.Hash);
        builder.Property(c => c.ApplicantArea).HasMaxLength(Lengths.Code);
        builder.Property(c => c.AgentIdNumberIndex).HasMaxLength(Lengths.Hash);
        builder.Property(c => c.AgentPhoneIndex).HasMaxLength(Lengths.Hash);
        builder.Property(c => c.StageResidentZh).HasMaxLength(Lengths.Paragraph);
        builder.Property(c => c.StageResidentEn).HasMaxLength(Lengths.Paragraph);
        builder.Property(c => c.ClosingReason).HasMaxLength(Lengths.Paragraph);
        builder.Property(c => c.LimitSource).HasMaxLength(Lengths.Paragraph);
        builder.Property(c => c.Form).HasMaxLength(Lengths.Unlimited);
        builder.Property(c => c.Materials).HasJsonText();
        builder.Property(c => c.Notice).HasJsonText();
        builder.Property(c => c.Pauses).HasJsonText();
        builder.Property(c => c.Bounces).HasJsonText();
        builder.Property(c => c.Recusals).HasJsonText();
        builder.Property(c => c.Statutory).HasJsonText();
        builder.Property(c => c.Extension).HasJsonText();
        builder.Property(c => c.EscalationLevel).HasDefaultValue(0).ValueGeneratedNever();
        builder.Property(c => c.Consents).HasJsonText();
        builder.Property(c => c.Parts).HasJsonText();
        // Few are part of a matter, and those of one matter are looked for together.
        builder.HasIndex(c => c.MatterId).HasFilter("\"MatterId\" IS NOT NULL");
        builder.Ignore(c => c.Limit);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => new { c.Status, c.DueAt, c.Number });
        builder.HasIndex(c => new { c.RegisteredAt, c.Number });
        // Few at most times: those whose date waits for a year's calendar.
        builder.HasIndex(c => new { c.AwaitedYear, c.Status }).HasFilter("\"AwaitedYear\" IS NOT NULL");
        builder.HasIndex(c => new { c.ServiceKey, c.RegisteredAt });
        // What waits, by the window that registered it and how long it has waited.
        builder.HasIndex(c => new { c.Station, c.StageSince, c.Number }).HasFilter("\"Status\" = 'Paused'");
        builder.HasIndex(c => c.ApplicantName);
        builder.HasIndex(c => c.GapsToldLateAt).HasFilter("\"GapsToldLateAt\" IS NOT NULL");
        // What the joint office counts and lists at any time is open, which is a small part of all there is.
        builder.HasIndex(c => new { c.ServiceKey, c.ApplicantArea, c.DueAt, c.YellowAt }, "IX_cases_open_by_area").HasFilter("\"Status\" <> 'Closed'");
        builder.HasIndex(c => new { c.RegisteredAt, c.Number }, "IX_cases_open_oldest").HasFilter("\"Status\" <> 'Closed'");
        // On which version of its workflow each running case stands, and in which order a version's cases are moved.
        builder.HasIndex(c => new { c.DefinitionId, c.DefinitionVersion, c.Number }, "IX_cases_running").HasFilter("\"Status\" <> 'Closed'");
        builder.HasIndex(c => c.Number, "IX_cases_bounced").HasFilter("\"Bounces\" IS NOT NULL AND \"Status\" <> 'Closed'");
        builder.HasIndex(c => c.ApplicantIdNumberIndex);
        builder.HasIndex(c => c.ApplicantPhoneIndex);
        builder.HasIndex(c => c.AgentIdNumberIndex);
        builder.HasIndex(c => c.AgentPhoneIndex).HasFilter("\"AgentPhoneIndex\" IS NOT NULL");
    }
}

internal sealed class CaseBodyConfiguration : IEntityTypeConfiguration<CaseBody>
{
    public void Configure(EntityTypeBuilder<CaseBody> builder)
    {
        builder.ToTable("case_bodies");
        builder.HasKey(b => new { b.CaseId, b.Body });
        builder.Property(b => b.Body).HasMaxLength(Lengths.Code);
        builder.Property(b => b.Number).HasMaxLength(CaseNumber.Length);
        builder.Property(b => b.ServiceKey).HasMaxLength(Lengths.Code).HasDefaultValue("").ValueGeneratedNever();
        builder.HasIndex(b => new { b.Body, b.RegisteredAt, b.Number });
        builder.HasIndex(b => new { b.Body, b.ServiceKey, b.RegisteredAt, b.Number });
        // Rows that an older build wrote, of which there are none as a rule: every start asks for them.
        builder.HasIndex(b => b.ServiceKey, "IX_case_bodies_to_fill").HasFilter("\"ServiceKey\" = ''");
        builder.HasOne<CaseFile>().WithMany().HasForeignKey(b => b.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
