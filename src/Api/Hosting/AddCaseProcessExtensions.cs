using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Absences;
using OneWindow.Api.Features.Applications;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Features.Definitions;
using OneWindow.Api.Features.Desk;
using OneWindow.Api.Features.Drafts;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Forecasts;
using OneWindow.Api.Features.Grants;
using OneWindow.Api.Features.Letters;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.PersonalData;
using OneWindow.Api.Features.Pictures;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Residents;
using OneWindow.Api.Features.Tasks;

namespace OneWindow.Api.Hosting;

internal static class AddCaseProcessExtensions
{
    /// <summary>Everything that commands on cases and tasks share.</summary>
    public static IServiceCollection AddCaseProcess(this IServiceCollection services) => services
        .AddSingleton<Plans>()
        .AddSingleton<MaterialRules>()
        .AddScoped<StepTimers>()
        .AddScoped<DueDesk>()
        .AddScoped<CardDesk>()
        .AddScoped<PromiseDesk>()
        .AddScoped<ResultWriter>()
        .AddScoped<ConsentGate>()
        .AddScoped<PersonalDataReader>()
        .AddScoped<TaskWriter>()
        .AddScoped<EffectWriter>()
        .AddScoped<StepWriter>()
        .AddScoped<CaseEngine>()
        .AddScoped<CaseProcess>()
        .AddScoped<CaseClosing>()
        .AddScoped<AgentRules>()
        .AddScoped<CaseIntake>()
        .AddScoped<DuplicateDesk>()
        .AddScoped<CaseOpening>()
        .AddScoped<PartRegistration>()
        .AddScoped<MatterIntake>()
        .AddScoped<MatterDesk>()
        .AddScoped<MatterViews>()
        .AddScoped<SharedPapers>()
        .AddScoped<DraftDesk>()
        .AddScoped<Enclosures>()
        .AddScoped<DeskReader>()
        .AddScoped<ResidentReader>()
        .AddScoped<BeginDesk>()
        .AddScoped<OnlineCatalogue>()
        .AddScoped<ApplicationLimits>()
        .AddScoped<ApplicationDesk>()
        .AddScoped<SavedApplications>()
        .AddScoped<MaterialDesk>()
        .AddScoped<WithdrawalDesk>()
        .AddSingleton<FileIntake>()
        .AddScoped<FileDesk>()
        .AddSingleton<FileReader>()
        .AddSingleton<FileAudit>()
        .AddScoped<IdempotencyStore>()
        .AddScoped<CaseProgressReader>()
        .AddScoped<CommandFrame>()
        .AddScoped<PictureDesk>()
        .AddScoped<ForecastDesk>()
        .AddScoped<TaskSearch>()
        .AddScoped<TaskBatch>()
        .AddScoped<NewsReader>()
        .AddScoped<TaskDesk>()
        .AddScoped<AnsweredTask>()
        .AddScoped<TaskHandOver>()
        .AddScoped<DecisionRules>()
        .AddScoped<PostKeeper>()
        .AddScoped<BounceDesk>()
        .AddScoped<PostCover>()
        .AddScoped<RecusalDesk>()
        .AddScoped<ConsultDesk>()
        .AddScoped<StandIns>()
        .AddScoped<VisitDesk>()
        .AddScoped<RatingDesk>()
        .AddScoped<AftercareDesk>()
        .AddScoped<AftercareTasks>()
        .AddScoped<ReopenDesk>()
        .AddScoped<ObjectionDesk>()
        .AddScoped<LetterWriter>()
        .AddScoped<EarlierGrants>()
        .AddScoped<AidGuard>()
        .AddScoped<CaseAidReader>()
        .AddScoped<GrantLedger>()
        .AddScoped<DefinitionVersions>()
        .AddScoped<MigrationDesk>();
}
