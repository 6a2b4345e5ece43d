using System.Text.Json;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Messages.Outbox;

/// <summary>Writes what is owed to people and partners into the step's own transaction; nothing is sent here.</summary>
internal sealed class MessageWriter(OneWindowDb db, MessageSettings settings)
{
    /// <summary>Stands for the window that took the request in and stays its contact (首问负责).</summary>
    public const string Contact = "contact";

    /// <param name="to">"applicant", <see cref="Contact"/>, or the code of a body.</param>
    public void Tell(CaseFile file, string to, string zh, string en, DateTimeOffset at)
    {
        if (to == Contact) to = file.Station;
        foreach (var channel in settings.ChannelsFor(to)) db.Outbox.Add(OutboxMessage.Text(file.Id, channel, to, (zh, en), at));
    }

    /// <summary>Asks the office outside, which answers with the item's id as reference.</summary>
    public void Refer(CaseFile file, WorkItem item, string? question, DateTimeOffset at)
    {
        var data = new
        {
            reference = item.Id,
            caseNumber = file.Number,
            service = file.ServiceKey,
            title = item.TitleZh,
            titleEn = item.TitleEn,
            question,
            outcomes = item.Outcomes.Select(o => new { key = o.Key, name = o.Zh, nameEn = o.En, reason = o.Reason }),
            answerBefore = item.DueAt,
        };
        var payload = JsonSerializer.Serialize(new { type = CaseEvents.Referred, timestamp = at, data }, CaseJson.Detail);
        db.Outbox.Add(OutboxMessage.Signed(file.Id, Lanes.OfPartner(item.Partner!), item.Partner!, payload, at));
    }
}
