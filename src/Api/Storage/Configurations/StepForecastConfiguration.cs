using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OneWindow.Domain.Forecasts;

namespace OneWindow.Api.Storage.Configurations;

internal sealed class StepForecastConfiguration : IEntityTypeConfiguration<StepForecast>
{
    public void Configure(EntityTypeBuilder<StepForecast> builder)
    {
        builder.ToTable("step_forecasts");
        builder.HasKey(f => new { f.ServiceKey, f.ActivityId });
        builder.Property(f => f.ServiceKey).HasMaxLength(Lengths.Code);
        builder.Property(f => f.ActivityId).HasMaxLength(Lengths.Line);
        builder.Property(f => f.StepDays).HasJsonText();
        builder.Property(f => f.FinishDays).HasJsonText();
        builder.Ignore(f => f.Step);
        builder.Ignore(f => f.Finish);
        builder.Property(f => f.Version).IsConcurrencyToken();
    }
}
