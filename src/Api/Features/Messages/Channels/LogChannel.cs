namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>For demonstrations: says that a message would be sent, without what it says and to whom.</summary>
internal sealed class LogChannel(string name, ILogger<LogChannel> logger) : IMessageChannel
{
    public Task<SendResult> SendAsync(Outgoing message, CancellationToken ct)
    {
        logger.LogInformation("Message {MessageId} of case {CaseNumber} would go out by {Channel}", message.Id, message.CaseNumber, name);
        return Task.FromResult(SendResult.Ok);
    }
}
