using OneWindow.Api.Features.CaseLedger;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Features.Supervising;

namespace OneWindow.Api.Features.Office;

internal static class AddOfficeExtensions
{
    /// <summary>What the joint office works with: overview, supervision, ledger, long work.</summary>
    public static IServiceCollection AddOffice(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(OfficeSettings.Read(configuration))
        .AddScoped<OfficeScope>()
        .AddScoped<SupervisionDesk>()
        .AddScoped<SupervisionBatch>()
        .AddScoped<LedgerReader>()
        .AddScoped<LongRunDesk>()
        .AddScoped<LongRunKinds>()
        .AddScoped<ILongRunKind, LedgerRun>()
        .AddScoped<ILongRunKind, MigrationRun>()
        .AddScoped<ILongRunKind, RecountRun>();
}
