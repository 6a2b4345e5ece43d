using OneWindow.Api.Features.Integrity.Checks;

namespace OneWindow.Api.Features.Integrity;

internal static class AddIntegrityExtensions
{
    /// <summary>Every check of check-integrity, in the order in which a case's findings are told.</summary>
    public static IServiceCollection AddIntegrity(this IServiceCollection services) => services
        .AddScoped<IntegrityRun>()
        .AddSingleton<ICaseCheck, ReferenceCheck>()
        .AddSingleton<ICaseCheck, StateCheck>()
        .AddSingleton<ICaseCheck, StatusCheck>()
        .AddSingleton<ICaseCheck, ClockCheck>()
        .AddSingleton<ICaseCheck, PauseCheck>()
        .AddSingleton<ICaseCheck, BookmarkCheck>()
        .AddSingleton<ICaseCheck, TimerCheck>()
        .AddSingleton<ICaseCheck, OwnerCheck>()
        .AddSingleton<ICaseCheck, AuditCheck>()
        .AddSingleton<ICaseCheck, BurstCheck>()
        .AddSingleton<ICaseCheck, VisitCheck>()
        .AddSingleton<ICaseCheck, RatingCheck>()
        .AddSingleton<ICaseCheck, ObjectionCheck>()
        .AddSingleton<ICaseCheck, SealCheck>()
        .AddSingleton<IStoreCheck, IdempotencyCheck>()
        .AddSingleton<IStoreCheck, DraftCheck>()
        .AddSingleton<IStoreCheck, MatterCheck>()
        .AddSingleton<IStoreCheck, FileCheck>();
}
