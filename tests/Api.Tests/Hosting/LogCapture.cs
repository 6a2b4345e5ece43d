using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>Keeps every log line, unless told otherwise far below the level that is written in operation.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>False for the levels of operation.</summary>
    public bool Everything { get; init; } = true;

    public void Listen(IWebHostBuilder builder)
    {
        foreach (var category in Everything ? new[] { "Default", "Microsoft", "Microsoft.EntityFrameworkCore", "Quartz" } : [])
            builder.UseSetting($"Logging:LogLevel:{category}", "Debug");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(this));
    }

    public ILogger CreateLogger(string categoryName) => new Logger(_lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
