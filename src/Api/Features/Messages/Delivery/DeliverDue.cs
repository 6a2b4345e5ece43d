using System.Security.Cryptography;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Channels;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Jobs;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Delivery;

/// <summary>
/// Delivers what is due on one channel: claims a batch, sends, writes down how it ended. Each channel is work of its own,
/// so that a slow or dead gateway holds up neither timers nor the other channels.
/// </summary>
internal sealed class DeliverDue(
    MessageChannel channel, DeliveryLedger ledger, Sender sender, Addresses addresses, Circuits circuits, MessageSettings settings,
    CurrentCatalogue catalogue, TimeProvider clock, ILogger<DeliverDue> logger) : IDueWork
{
    private const int LanesAtOnce = 8;

    /// <inheritdoc/>
    public string Name { get; } = channel is MessageChannel.Webhook ? "messages-webhook" : $"messages-{Lanes.Of(channel)}";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!sender.Has(channel) || IsQuiet()) return 0;
        var tried = 0;
        await Parallel.ForEachAsync(
            await ledger.LanesAsync(channel, ct), new ParallelOptions { MaxDegreeOfParallelism = LanesAtOnce, CancellationToken = ct },
            async (lane, token) => Interlocked.Add(ref tried, await DrainAsync(lane, token)));
        return tried;
    }

    /// <summary>What must not be sent at night waits until the morning.</summary>
    private bool IsQuiet() => settings.Of(channel)?.Quiet is { } quiet && quiet.Holds(catalogue.Current.Calendar.Local(clock.GetUtcNow()));

    private async Task<int> DrainAsync(string lane, CancellationToken ct)
    {
        var tried = 0;
        try
        {
            while (circuits.Room(lane, DeliveryLedger.BatchSize) is > 0 and var room && await ledger.TakeAsync(lane, room, ct) is { Count: > 0 } batch)
            {
                await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = ct },
                    async (message, token) => { if (await TryAsync(lane, message, token)) Interlocked.Increment(ref tried); });
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What was claimed is tried again when its lease ends; other lanes go on.
            logger.LogError(exception, "Messages of the lane {Lane} could not be delivered", lane);
        }

        return tried;
    }

    private async Task<bool> TryAsync(string lane, Claimed message, CancellationToken ct)
    {
        if (circuits.Rests(lane))
        {
            await ledger.ReleaseAsync(message);
            return false;
        }

        var (startedAt, timestamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        var result = await SendAsync(message, ct);
        Note(lane, result);
        await ledger.RecordAsync(message, result, startedAt, clock.GetElapsedTime(timestamp));
        return true;
    }

    private async Task<SendResult> SendAsync(Claimed message, CancellationToken ct)
    {
        try
        {
            return addresses.Open(message) is { } outgoing ? await sender.SendAsync(channel, outgoing, ct) : SendResult.Skipped("no-address");
        }
        catch (CryptographicException)
        {
            return SendResult.Refused("address-unreadable");
        }
    }

    private void Note(string lane, SendResult result)
    {
        if (result.End is not SendEnd.Failed) circuits.Reached(lane);
        else if (circuits.Failed(lane)) logger.LogWarning("The lane {Lane} fails with {Code}; it rests, then one message at a time is tried", lane, result.Code);
    }
}
