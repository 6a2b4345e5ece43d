using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Hosting;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.Seeding;

/// <summary>
/// The whole application on a database in memory and with a clock of its own, in which one case at a time is lived
/// through: what is seeded was made by the same handlers as everything else.
/// </summary>
internal sealed class Studio : IAsyncDisposable
{
    private static int _opened;
    private readonly WebApplication _app;

    /// <summary>Keeps the database in memory alive.</summary>
    private readonly AsyncServiceScope _holder;

    private Studio(WebApplication app, SeedClock clock) => (_app, Clock, _holder) = (app, clock, app.Services.CreateAsyncScope());

    public SeedClock Clock { get; }

    /// <param name="target">The application whose configuration and data key the cases are for.</param>
    public static async Task<Studio> OpenAsync(WebApplication target, CancellationToken ct)
    {
        var clock = new SeedClock();
        var app = Composition.Build(
            [.. CommandLine.Quiet, "--Storage:Provider=Sqlite", $"--ConnectionStrings:OneWindow=Data Source=seed-{Interlocked.Increment(ref _opened)};Mode=Memory;Cache=Shared", "--Demo:Enabled=true"],
            services => services
                .AddSingleton(target.Services.GetRequiredService<CurrentCatalogue>())
                .AddSingleton(target.Services.GetRequiredService<Sealer>())
                .AddSingleton<TimeProvider>(clock));
        var studio = new Studio(app, clock);
        await studio._holder.ServiceProvider.GetRequiredService<OneWindowDb>().Database.OpenConnectionAsync(ct);
        await app.MigrateAsync(ct);
        return studio;
    }

    /// <summary>Sends a request as somebody would over HTTP.</summary>
    public async Task<T> SendAsync<T>(Caller who, IRequest<T> request, CancellationToken ct)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = Principals.Create(who, "seed") };
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    /// <summary>Moves the clock and fires what became due on the way.</summary>
    public async Task PassToAsync(DateTimeOffset now, CancellationToken ct)
    {
        Clock.Set(now);
        foreach (var timers in _app.Services.GetServices<IDueWork>().OfType<DueTimers>()) await timers.RunAsync(ct);
    }

    public async Task<T> WithDbAsync<T>(Func<OneWindowDb, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<OneWindowDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        await _app.DisposeAsync();
    }
}
