namespace OneWindow.Api.Telemetry;

/// <summary>Where traces and measurements go.</summary>
/// <param name="Endpoint">Base address of a collector that takes OTLP over HTTP; null switches everything off.</param>
/// <param name="Interval">How often measurements are sent.</param>
internal sealed record TelemetrySettings(Uri? Endpoint, TimeSpan Interval)
{
    private const int DefaultSeconds = 60;
    private const int MaxSeconds = 3600;

    public bool IsOn => Endpoint is not null;

    /// <summary>Telemetry__OtlpEndpoint or, as other programs have it, OTEL_EXPORTER_OTLP_ENDPOINT; and Telemetry__IntervalSeconds.</summary>
    /// <exception cref="InvalidOperationException">One of them cannot be read.</exception>
    public static TelemetrySettings Read(IConfiguration configuration)
    {
        var text = configuration["Telemetry:OtlpEndpoint"] is { Length: > 0 } own ? own : configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        Uri? endpoint = null;
        if (!string.IsNullOrWhiteSpace(text) && !(Uri.TryCreate(text, UriKind.Absolute, out endpoint) && endpoint.Scheme is "http" or "https"))
            throw new InvalidOperationException("Telemetry__OtlpEndpoint is no address such as http://collector:4318.");
        var seconds = DefaultSeconds;
        var interval = configuration["Telemetry:IntervalSeconds"];
        if (!string.IsNullOrWhiteSpace(interval) && !(int.TryParse(interval, out seconds) && seconds is >= 1 and <= MaxSeconds))
            throw new InvalidOperationException($"Telemetry__IntervalSeconds is \"{interval}\"; it must be a whole number from 1 to {MaxSeconds}.");
        return new TelemetrySettings(endpoint, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>The collector's address for one kind of signal: traces or metrics.</summary>
    public Uri Signal(string kind) => new($"{Endpoint!.AbsoluteUri.TrimEnd('/')}/v1/{kind}");
}
