using System.Globalization;
using System.Net.Mail;

namespace OneWindow.Api.Features.Messages.Settings;

/// <summary>A mail server.</summary>
/// <param name="UserName">Null where it asks for no sign-in.</param>
/// <param name="StartTls">The connection is encrypted before anything is said.</param>
/// <param name="Subject">Of every mail; what it is about stands inside.</param>
internal sealed record SmtpSettings(
    string Host, int Port, string? UserName, string Password, MailAddress From, bool StartTls, string Subject)
{
    private const int DefaultPort = 587;
    private const string DefaultSubject = "一门通办办件通知";

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used.</exception>
    public static SmtpSettings Read(IConfigurationSection section, string name, bool allowPlain)
    {
        var host = section["Host"] is { Length: > 0 } given ? given : throw new InvalidOperationException($"{name}__Host is missing.");
        if (!MailAddress.TryCreate(section["From"], out var from)) throw new InvalidOperationException($"{name}__From is no e-mail address.");
        var port = DefaultPort;
        if (section["Port"] is { Length: > 0 } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536))
            throw new InvalidOperationException($"{name}__Port is \"{text}\"; it must be a number from 1 to 65535.");
        var startTls = true;
        if (section["StartTls"] is { Length: > 0 } tls && !bool.TryParse(tls, out startTls)) throw new InvalidOperationException($"{name}__StartTls is \"{tls}\"; it must be true or false.");
        // Texts of residents travel in it.
        if (!startTls && !allowPlain && host is not ("localhost" or "127.0.0.1" or "::1")) throw new InvalidOperationException($"{name}__StartTls may be false only for a server on the same machine.");
        return new SmtpSettings(
            host, port, section["UserName"], section["Password"] ?? "", from, startTls, section["Subject"] is { Length: > 0 } subject ? subject : DefaultSubject);
    }
}
