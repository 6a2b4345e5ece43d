using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Puts messages into an application's outbox as a step would, and looks at what became of them.</summary>
internal static class Outboxes
{
    public const string Phone = "13800005678";
    public const string Secret = "您的残疾人证已办好，请凭身份证领取。";

    /// <summary>A gateway that takes JSON, as settings.</summary>
    public static Dictionary<string, string> Gateway(HttpSink sink) => new()
    {
        ["Messages:Sms:Channel"] = "http",
        ["Messages:Sms:Http:Url"] = $"{sink.Url}/send?case={{caseNumber}}",
        ["Messages:Sms:Http:Body"] = """{"phone":"{to}","content":"{text}","key":"{secret:ApiKey}"}""",
        ["Messages:Sms:Http:Headers:X-Token"] = "Token {secret:ApiKey}",
        ["Messages:Sms:Http:Secrets:ApiKey"] = "the \"key\"",
    };

    public static async Task<CaseFile> CaseAsync(ApiFactory api) => (await new CaseSeed { Phone = Phone }.AddAsync(api)).Case;

    /// <summary>Owes the applicant of a case some messages.</summary>
    public static Task<List<Guid>> OweAsync(ApiFactory api, CaseFile file, int count = 1, MessageChannel channel = MessageChannel.Sms, string to = OutboxMessage.Applicant) => api.WithDbAsync(async db =>
    {
        var messages = Enumerable.Range(0, count).Select(_ => OutboxMessage.Text(file.Id, channel, to, (Secret, "Your certificate is ready."), api.Clock.GetUtcNow())).ToList();
        db.Outbox.AddRange(messages);
        await db.SaveChangesAsync(Answers.Ct);
        return messages.ConvertAll(m => m.Id);
    });

    /// <summary>Wakes one channel up.</summary>
    public static Task<int> DeliverAsync(this ApiFactory api, string channel) =>
        api.Services.GetRequiredService<AllDueWork>().Find($"messages-{channel}")!.RunAsync(Answers.Ct);

    public static Task<OutboxMessage> MessageAsync(this ApiFactory api, Guid id) =>
        api.WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id, Answers.Ct));

    public static Task<List<DeliveryAttempt>> AttemptsAsync(this ApiFactory api, Guid id) =>
        api.WithDbAsync(db => db.DeliveryAttempts.AsNoTracking().Where(a => a.MessageId == id).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(Answers.Ct));
}
