namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>Nothing to send: the row itself is what its receiver reads.</summary>
internal sealed class InAppChannel : IMessageChannel
{
    public Task<SendResult> SendAsync(Outgoing message, CancellationToken ct) => Task.FromResult(SendResult.Ok);
}
