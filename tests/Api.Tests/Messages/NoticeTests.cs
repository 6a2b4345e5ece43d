using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Messages;

/// <summary>What bodies and residents are told inside the application.</summary>
public sealed class NoticeTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_body_reads_what_it_was_told_newest_first_and_nothing_of_others()
    {
        var file = await Outboxes.CaseAsync(api);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.AddRange(await Outboxes.OweAsync(api, file, channel: MessageChannel.InApp, to: "federation-disabled"));
            api.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Outboxes.OweAsync(api, file, channel: MessageChannel.InApp, to: "joint-office");
        await Outboxes.OweAsync(api, file, channel: MessageChannel.Email, to: "federation-disabled");
        var body = await api.ClientAsync("federation-disabled.handler");
        var first = await body.JsonAsync("/api/notices?size=2");
        var second = await body.JsonAsync($"/api/notices?size=2&cursor={first.Text("nextCursor")}");
        Assert.Equal(Enumerable.Reverse(ids).Select(i => i.ToString()), first.Texts("id").Concat(second.Texts("id")));
        Assert.All(first.Texts("caseNumber"), number => Assert.Equal(file.Number, number));
        Assert.All(first.Texts("text"), text => Assert.Equal(Outboxes.Secret, text));
        await (await api.CreateClient().GetAsync("/api/notices", Answers.Ct)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task The_resident_reads_each_message_once_after_the_telephones_last_digits()
    {
        var file = await Outboxes.CaseAsync(api);
        await Outboxes.OweAsync(api, file);
        await Outboxes.OweAsync(api, file, channel: MessageChannel.InApp);
        await Outboxes.OweAsync(api, file, channel: MessageChannel.InApp, to: "joint-office");
        var found = await api.CreateClient().JsonAsync($"/api/track/{file.Number}?tail={Outboxes.Phone[^4..]}");
        Assert.Equal(Outboxes.Secret, Assert.Single(found.GetProperty("messages").EnumerateArray()).Text("text"));
        await (await api.CreateClient().GetAsync($"/api/track/{file.Number}?tail=0000", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
    }

    [Fact]
    public async Task What_an_older_build_wrote_without_a_channel_is_shown_in_the_application()
    {
        var file = await Outboxes.CaseAsync(api);
        var id = (await Outboxes.OweAsync(api, file, to: "joint-office")).Single();
        // As a row looks that came with the column's default.
        await api.WithDbAsync(db => db.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Lane, Lanes.InApp), Answers.Ct));
        Assert.Equal(1, await api.DeliverAsync("in-app"));
        Assert.Equal(OutboxState.Delivered, (await api.MessageAsync(id)).State);
    }
}
