using System.Globalization;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Endpoints;
using OneWindow.Api.Features.Integrity;
using OneWindow.Api.Features.Live;
using OneWindow.Api.Features.Messages;
using OneWindow.Api.Features.Office;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Telemetry;

namespace OneWindow.Api.Hosting;

/// <summary>Puts the application together; nothing runs yet.</summary>
internal static class Composition
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <param name="configure">Registered last, and so in the place of what is registered here.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        PinCulture();
        // Settings and static files lie beside the executable; data lies where it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls(DefaultUrl);
        StartUpCheck.Run(builder.Configuration);
        builder.AddLogs();
        builder.Services
            .AddProxies(NodeSettings.Read(builder.Configuration))
            .AddTelemetry(builder.Configuration)
            .AddClock(builder.Configuration)
            .AddStorage(builder.Configuration)
            .AddFileStore(builder.Configuration)
            .AddCatalogue()
            .AddSecurity(builder.Configuration)
            .AddWeb()
            .AddPages()
            .AddCaseProcess()
            .AddOffice(builder.Configuration)
            .AddIntegrity()
            .AddJobs(builder.Configuration)
            .AddMessages(builder.Configuration)
            .AddLive(builder.Configuration);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UsePipeline();
        app.MapEndpoints();
        return app;
    }

    /// <summary>Numbers and comparisons must not depend on the language of the machine.</summary>
    private static void PinCulture()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }

    private static void UsePipeline(this WebApplication app)
    {
        app.UseProxies();
        if (LogSettings.IsJson(app.Configuration)) app.UseMiddleware<RequestLog>();
        if (TelemetrySettings.Read(app.Configuration).IsOn) app.UseMiddleware<RouteSpans>();
        app.UseExceptionHandler(_ => { });
        app.Use(SecureHeaders.Add);
        app.UseStatusCodePages(context => TellStatus(context.HttpContext));
        app.UseSiteFiles();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(UploadLimit.Apply);
        app.UseAntiforgery();
        app.Use(FormKeeping.ShowAgain);
    }

    private static void MapEndpoints(this WebApplication app)
    {
        app.MapSession();
        app.MapCatalogue();
        app.MapCases();
        app.MapDrafts();
        app.MapConsents();
        app.MapPersonalData();
        app.MapAftercare();
        app.MapGrants();
        app.MapFiles();
        app.MapTasks();
        app.MapAbsences();
        app.MapTrack();
        app.MapLive();
        app.MapMessages();
        app.MapWebhooks();
        app.MapWorkflows();
        app.MapOffice();
        app.MapLedgers();
        app.MapRuns();
        app.MapDemo();
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        app.MapPages();
    }

    private static Task TellStatus(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return PageAnswers.WantsPage(context.Request)
            ? PageAnswers.WriteAsync(context, status, Problems.CodeOf(status), null)
            : Problems.WriteAsync(context, status, Problems.CodeOf(status), null);
    }
}
