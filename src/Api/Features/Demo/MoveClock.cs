using System.Xml;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Hosting;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Demo;

/// <summary>Moves the clock of a demonstration forward and runs what became due before it answers.</summary>
/// <param name="Advance">ISO 8601 duration: P10D, PT5H.</param>
internal sealed record MoveClock(string? Advance) : IRequest<ClockView>;

/// <param name="Ran">How many due rows were run.</param>
internal sealed record ClockView(DateTimeOffset Now, int Ran);

internal sealed class MoveClockHandler(
    OneWindowDb db, CurrentCaller caller, IServiceProvider services, IConfiguration configuration, TimeProvider clock, AllDueWork due,
    CatalogueSnapshot catalogue)
    : IRequestHandler<MoveClock, ClockView>
{
    public async Task<ClockView> Handle(MoveClock request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredAdmin;
        if (!DemoMode.IsOn(configuration)) throw AccessErrors.NotFound();
        var by = Duration(request.Advance);
        db.Audit.Add(AuditEntry.General(
            new AuditFact(who.UserName, null, "clock-moved", null, $$"""{"advance":"{{XmlConvert.ToString(by)}}"}"""), clock.GetUtcNow()));
        await services.GetRequiredService<DemoClock>().AdvanceAsync(db, by, cancellationToken);
        var ran = await due.RunAsync(cancellationToken);
        return new ClockView(catalogue.Calendar.Local(clock.GetUtcNow()), ran);
    }

    private static TimeSpan Duration(string? text)
    {
        try
        {
            var by = XmlConvert.ToTimeSpan(text ?? "");
            if (by >= TimeSpan.Zero && by <= TimeSpan.FromDays(3660)) return by;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            // Told below, together with durations that are out of range.
        }

        throw new RefusedException(RefusalKind.Invalid, "duration-invalid", "时长应写作 P10D 或 PT5H，且不能为负。",
            new Dictionary<string, string[]> { ["advance"] = ["应写作 P10D 或 PT5H"] });
    }
}
