using OneWindow.Api.Storage;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OneWindow.Api.Telemetry;

/// <summary>Sends traces and measurements to a collector, in the background; what cannot be sent is dropped, and nothing waits for it.</summary>
internal sealed class TelemetryExport(TelemetrySettings settings, IServiceScopeFactory scopes, TimeProvider clock, ILogger<TelemetryExport> logger) : BackgroundService
{
    public const string WebSource = "Microsoft.AspNetCore";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var gauges = new StateGauges(scopes, clock);
        using var traces = Traces();
        using var metrics = Metrics();
        using var timer = new PeriodicTimer(settings.Interval, TimeProvider.System);
        try
        {
            do await ReadAsync(gauges, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The node shuts down: what is left is sent when the providers are let go.
        }
    }

    private async Task ReadAsync(StateGauges gauges, CancellationToken ct)
    {
        try
        {
            await gauges.ReadAsync(ct);
        }
        catch (Exception exception) when (StoreUnavailable.Is(exception))
        {
            logger.LogWarning("The state could not be measured: {Error}", exception.GetBaseException().GetType().Name);
        }
    }

    private TracerProvider Traces() => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(Resource()).AddSource(Instruments.Name, WebSource).AddProcessor(new Scrubber())
        .AddOtlpExporter(options => Send(options, "traces")).Build();

    private MeterProvider Metrics() => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(Resource())
        .AddMeter(Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
        .AddOtlpExporter((options, reader) =>
        {
            Send(options, "metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)settings.Interval.TotalMilliseconds;
        }).Build();

    private void Send(OtlpExporterOptions options, string signal) =>
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, settings.Signal(signal));

    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("onewindow", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(), autoGenerateServiceInstanceId: true);
}
