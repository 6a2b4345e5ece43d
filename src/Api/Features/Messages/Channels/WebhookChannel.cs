using System.Net.Http.Headers;
using System.Text;
using OneWindow.Api.Features.Messages.Webhooks;

namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>Posts a signed call to other software. Every answer but 2xx is a failure that is tried again.</summary>
internal sealed class WebhookChannel(OutgoingHttp http) : IMessageChannel
{
    public async Task<SendResult> SendAsync(Outgoing message, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetBytes(message.Payload ?? "{}");
        var id = message.Id.ToString();
        // Receivers compare it with their own clocks, which no demonstration moves.
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString());
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(message.Secret, id, timestamp, body));
        using var response = await http.Webhooks.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return response.IsSuccessStatusCode ? SendResult.Ok : SendResult.Failed($"http-{(int)response.StatusCode}");
    }
}
