using System.Net;
using System.Net.Mail;
using System.Text;
using OneWindow.Api.Features.Messages.Settings;

namespace OneWindow.Api.Features.Messages.Channels;

/// <summary>Sends by a mail server. A repeated mail carries the same Message-ID, by which mail servers and readers know it.</summary>
internal sealed class SmtpChannel(SmtpSettings settings) : IMessageChannel
{
    private const int FirstPermanent = 550;

    public async Task<SendResult> SendAsync(Outgoing message, CancellationToken ct)
    {
        if (!MailAddress.TryCreate(message.Address, out var to)) return SendResult.Refused("address-invalid");
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls };
        if (settings.UserName is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, settings.Password);
        using var mail = new MailMessage(settings.From, to)
        {
            Subject = settings.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = message.TextEn == message.TextZh ? message.TextZh : $"{message.TextZh}\n\n{message.TextEn}",
            BodyEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", $"<{message.Id:N}@{settings.From.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        try
        {
            await client.SendMailAsync(mail, ct);
            return SendResult.Ok;
        }
        catch (SmtpException exception)
        {
            var status = (int)exception.StatusCode;
            // GeneralFailure is no answer of the server: there was none.
            if (exception.StatusCode is SmtpStatusCode.GeneralFailure) return SendResult.Failed("unreachable");
            return exception is SmtpFailedRecipientException && status >= FirstPermanent ? SendResult.Refused($"smtp-{status}") : SendResult.Failed($"smtp-{status}");
        }
    }
}
