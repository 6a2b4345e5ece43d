namespace OneWindow.Api.Hosting;

/// <summary>
/// Gives who balances load among nodes time to notice that this one is not ready any more, before it stops listening.
/// What has been accepted is finished either way.
/// </summary>
internal sealed class Draining(NodeSettings settings) : IHostedLifecycleService
{
    /// <summary>How long requests and due rows that have begun may take to end, after the node has stopped listening.</summary>
    public static readonly TimeSpan Finish = TimeSpan.FromSeconds(30);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(settings.Drain, TimeProvider.System, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
