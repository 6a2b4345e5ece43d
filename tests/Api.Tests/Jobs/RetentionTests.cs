using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Jobs;

/// <summary>Rows that have done their work go after their time, so that a database of ten years holds cases and not deliveries.</summary>
public sealed class RetentionTests : IAsyncDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Each test has one of its own: what is removed is counted, and years pass.
    private readonly ApiFactory _api = new();
    private readonly CaseDriver _driver;

    public RetentionTests() => _driver = new CaseDriver(_api);

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task What_has_arrived_goes_after_its_time_and_what_waits_failed_or_concerns_an_open_case_stays()
    {
        var closed = (await new CaseSeed().AddAsync(_api, (file, _, now) => file.Close("withdrawn", null, now))).Case;
        var open = (await new CaseSeed().AddAsync(_api)).Case;
        var goes = await WriteAsync(closed, m => m.MarkDelivered(m.CreatedAt));
        var skipped = await WriteAsync(closed, m => m.Skip("no-address"));
        var webhook = await WriteAsync(open, m => m.MarkDelivered(m.CreatedAt), payload: "{}");
        var stays = new[]
        {
            await WriteAsync(open, m => m.MarkDelivered(m.CreatedAt)), await WriteAsync(closed, m => m.Park("http-400")), await WriteAsync(closed, _ => { }),
            await WriteAsync(closed, m => m.RetryAt(m.CreatedAt.AddHours(1), "timeout")),
        };
        _api.Clock.Advance(364 * Day);
        Assert.Equal(0, await SweepAsync());
        _api.Clock.Advance(2 * Day);
        Assert.Equal(3, await SweepAsync());
        var left = await _api.WithDbAsync(db => db.Outbox.Select(m => m.Id).ToListAsync(Answers.Ct));
        Assert.Empty(left.Intersect([goes, skipped, webhook]));
        Assert.Equal(stays.Order(), left.Intersect(stays).Order());
        Assert.Equal(stays.Order(), await _api.WithDbAsync(db => db.DeliveryAttempts.Select(a => a.MessageId).OrderBy(id => id).ToListAsync(Answers.Ct)));
    }

    [Fact]
    public async Task A_repeated_request_gets_its_answer_for_as_long_as_it_is_kept()
    {
        var (body, key) = (Application.Certificate.Body, "kept-for-a-season");
        var number = (await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", body, key), HttpStatusCode.Created)).Text("number");
        _api.Clock.Advance(89 * Day);
        await SweepAsync();
        Assert.Equal(number, (await CaseDriver.OkAsync(await Again(), HttpStatusCode.Created)).Text("number"));
        _api.Clock.Advance(2 * Day);
        Assert.Equal(1, await SweepAsync());
        // From then on it is a new request, with the warning of a second case.
        var later = await CaseDriver.OkAsync(await Again(), HttpStatusCode.Created);
        Assert.NotEqual(number, later.Text("number"));
        Assert.Contains("duplicate-case", later.GetProperty("warnings").EnumerateArray().Select(w => w.Text("code")));

        async Task<HttpResponseMessage> Again()
        {
            // A sign-in does not last so long.
            var client = _api.CreateClient();
            client.DefaultRequestHeaders.Authorization = new("Bearer", (await CaseDriver.OkAsync(await _driver.PostAsync("", "/api/session", new { userName = "window", password = "onewindow" }))).Text("token"));
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/cases") { Content = System.Net.Http.Json.JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return await client.SendAsync(request, Answers.Ct);
        }
    }

    [Fact]
    public async Task Long_work_that_is_over_goes_after_its_time_with_its_result_and_what_goes_on_stays()
    {
        var (goes, waits, late) = (Run(r => r.Finish(_api.Clock.GetUtcNow())), Run(_ => { }), Run(r => r.Take(Guid.Empty, _api.Clock.GetUtcNow())));
        await _api.WithDbAsync(db =>
        {
            db.LongRuns.AddRange(goes, waits, late);
            db.LongRunParts.Add(new LongRunPart(goes.Id, 0, "sealed"));
            return db.SaveChangesAsync(Answers.Ct);
        });
        _api.Clock.Advance(364 * Day);
        // Begun as long ago, and over only now.
        await _api.WithDbAsync(async db =>
        {
            (await db.LongRuns.SingleAsync(r => r.Id == late.Id, Answers.Ct)).Fail("forbidden", _api.Clock.GetUtcNow());
            return await db.SaveChangesAsync(Answers.Ct);
        });
        await SweepAsync();
        Assert.Equal(3, await _api.WithDbAsync(db => db.LongRuns.CountAsync(Answers.Ct)));
        _api.Clock.Advance(2 * Day);
        await SweepAsync();
        Assert.Equivalent(new[] { waits.Id, late.Id }, await _api.WithDbAsync(db => db.LongRuns.Select(r => r.Id).ToListAsync(Answers.Ct)), strict: true);
        Assert.Equal(0, await _api.WithDbAsync(db => db.LongRunParts.CountAsync(Answers.Ct)));

        LongRun Run(Action<LongRun> change)
        {
            var run = new LongRun(Guid.CreateVersion7(_api.Clock.GetUtcNow()), "ledger-export", "{}", "office", english: false, _api.Clock.GetUtcNow());
            change(run);
            return run;
        }
    }

    private Task<int> SweepAsync() => _api.Services.GetRequiredService<AllDueWork>().Find("retention")!.RunAsync(Answers.Ct);

    /// <summary>A message of now with a try, in some state.</summary>
    private Task<Guid> WriteAsync(CaseFile file, Action<OutboxMessage> change, string? payload = null) => _api.WithDbAsync(async db =>
    {
        var now = _api.Clock.GetUtcNow();
        var message = payload is null ? OutboxMessage.Text(file.Id, MessageChannel.Sms, OutboxMessage.Applicant, ("已办", "Done"), now) : OutboxMessage.Signed(file.Id, "partner:x", "x", payload, now);
        change(message);
        db.Outbox.Add(message);
        db.DeliveryAttempts.Add(new DeliveryAttempt(message, now, "ok", TimeSpan.FromMilliseconds(5)));
        await db.SaveChangesAsync(Answers.Ct);
        return message.Id;
    });
}
