using System.Net;
using System.Text;
using OneWindow.Api.Features.Messages.Settings;

namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>Sends by a gateway that takes HTTP requests. The message's id goes along as Idempotency-Key.</summary>
internal sealed class HttpGatewayChannel(HttpGatewaySettings settings, OutgoingHttp http) : IMessageChannel
{
    private const int MaxAnswerBytes = 64 * 1024;

    public async Task<SendResult> SendAsync(Outgoing message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(settings.Method, settings.Url.Fill(message));
        if (settings.Body is { } body) request.Content = new StringContent(body.Fill(message), Encoding.UTF8, settings.ContentType);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id.ToString());
        foreach (var (name, value) in settings.Headers) request.Headers.TryAddWithoutValidation(name, value.Fill(message));
        using var response = await http.Gateway.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode) return Failure(response.StatusCode);
        return settings.Success is not { } success || success.IsMatch(await AnswerAsync(response, ct)) ? SendResult.Ok : SendResult.Failed("gateway-refused");
    }

    // What is wrong with this one message will be wrong again; everything else may be the gateway's or the settings' fault,
    // which somebody puts right.
    private static SendResult Failure(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity
            ? SendResult.Refused($"http-{(int)status}")
            : SendResult.Failed($"http-{(int)status}");

    private static async Task<string> AnswerAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = new byte[MaxAnswerBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct));
    }
}
