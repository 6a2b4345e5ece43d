using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>Services that are asked for in a part of the year only.</summary>
internal static class Seasons
{
    /// <exception cref="RefusedException"><c>out-of-season</c>, with the next time that the service is asked for.</exception>
    public static void RefuseOutside(ServiceDefinition service, DateOnly today)
    {
        if (service.Clock.Season is not { IsStrict: true } season || season.Holds(today)) return;
        var (from, to) = season.Next(today);
        var message = $"“{service.Name}”现在不受理，下次受理时间为 {from:yyyy-MM-dd} 至 {to:yyyy-MM-dd}。({service.NameEn} is not asked for now; the next time is from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}.)";
        throw new RefusedException(RefusalKind.Conflict, "out-of-season", message, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["service"] = [message] });
    }

    /// <summary>What the window should know where the service takes requests out of its season all the same.</summary>
    public static IEnumerable<WarningView> Warnings(ServiceDefinition service, DateOnly today)
    {
        if (service.Clock.Season is not { IsStrict: false } season || season.Holds(today)) yield break;
        var (from, to) = season.Next(today);
        yield return new WarningView("service", "out-of-season", $"“{service.Name}”集中受理时间为 {from:yyyy-MM-dd} 至 {to:yyyy-MM-dd}，现在登记的届时统一办理。", $"{service.NameEn} is asked for from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}; this request is early.");
    }
}
