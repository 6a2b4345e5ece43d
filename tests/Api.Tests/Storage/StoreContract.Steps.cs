using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Forecasts;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Objections;
using OneWindow.Domain.Ratings;
using OneWindow.Domain.Results;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Tests.Storage;

/// <summary>How a step reads its case, and how a unit of work is written.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_step_reads_of_its_case_what_queries_read()
    {
        var (stored, item) = await StoreAsync(change: (c, _) => c.Pause("b1", "公示", "Public notice", Now.AddDays(1)));
        await StoreAsync();
        var timer = new CaseTimer(Guid.CreateVersion7(Now), stored.Id, TimerKind.Overdue, item.Id.ToString(), Now.AddDays(5));
        var past = new CaseTimer(Guid.CreateVersion7(Now), stored.Id, TimerKind.Remind, item.Id.ToString(), Now);
        past.Cancel();
        foreach (object record in new object[] { timer, past, new WorkflowInstance(stored.Id, "d", 1, "{\"步骤\":1}", "Suspended") }) await AddAsync(record);
        await using var queries = await OpenAsync();
        await using var steps = await OpenAsync();
        var reader = new CaseReader(steps, new CaseStatements(steps));
        foreach (var moving in new[] { await reader.OfTaskAsync(item.Id, Ct), await reader.OfTimerAsync(timer.Id, Ct), await reader.OfCaseAsync(stored.Id, Ct) })
        {
            Assert.Equal(["county-station", "legal-aid"], moving!.Bodies.Order(StringComparer.Ordinal));
            Same(await queries.Cases.SingleAsync(c => c.Id == stored.Id, Ct), moving.File);
            Same(await queries.Instances.SingleAsync(i => i.CaseId == stored.Id, Ct), moving.Instance!);
            Same(await queries.WorkItems.SingleAsync(w => w.Id == item.Id, Ct), Assert.Single(moving.Items));
            Same(await queries.Timers.SingleAsync(t => t.Id == timer.Id, Ct), Assert.Single(moving.Timers));
        }
        Assert.Null(await reader.OfTaskAsync(stored.Id, Ct));

        void Same(object expected, object read) => Assert.Equal(Columns(queries, expected), Columns(steps, read));
    }

    [Fact]
    public async Task A_decided_task_is_read_with_its_case_and_what_is_held_stays_as_it_was_changed()
    {
        var (stored, item) = await StoreAsync(change: (_, w) => w.Cancel("withdrawn", "system", Now));
        await using var db = await OpenAsync();
        var held = await db.Cases.SingleAsync(c => c.Id == stored.Id, Ct);
        held.Touch(Now.AddDays(1));
        var reader = new CaseReader(db, new CaseStatements(db));
        var moving = await reader.OfTaskAsync(item.Id, Ct);
        Assert.Same(held, moving!.File);
        Assert.False(Assert.Single(moving.Items).IsOpen);
        Assert.Empty((await reader.OfCaseAsync(stored.Id, Ct))!.Items);
        Assert.Equal(1, await db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task A_resident_is_told_of_what_the_tables_hold_of_the_case()
    {
        var (stored, item) = await StoreAsync();
        var (other, _) = await StoreAsync();
        var known = new StepForecast(item.ServiceKey, item.ActivityId);
        var curve = SurvivalCurve.Of([.. Enumerable.Range(1, SurvivalCurve.FewestEnds).Select(day => new Duration(day, HasEnded: true))])!;
        known.Learn(curve, curve, SurvivalCurve.FewestEnds, Now);
        await AddAsync(known);
        foreach (var c in new[] { stored, other }) await AddAsync(OutboxMessage.Text(c.Id, MessageChannel.InApp, OutboxMessage.Applicant, ("收到", "Received"), Now));
        await AddAsync(new Objection(Guid.CreateVersion7(Now), stored.Id, Now, "不服", null, item.Id, Now));
        await AddAsync(new Rating(Guid.CreateVersion7(Now), stored.Id, Now, item.ServiceKey, item.Body, Now));
        await using var db = await OpenAsync();
        var reader = new TrackReader(db, new TrackStatements(db));
        var open = await reader.OfAsync(stored, Ct);
        var task = Assert.Single(open.Open);
        Assert.Equal((item.Id, item.Kind, item.TitleZh, item.Body, item.DueAt), (task.Id, task.Kind, task.TitleZh, task.Body, task.DueAt));
        Assert.Equal((item.OpenedAt, item.DueOrder, item.ResidentZh, item.AwaitedYear), (task.OpenedAt, task.DueOrder, task.ResidentZh, task.AwaitedYear));
        Assert.Equal(("收到", Lanes.InApp, Now.ToUniversalTime()), Assert.Single(open.Messages) is var m ? (m.TextZh, m.Lane, m.CreatedAt) : default);
        Assert.Equal("不服", Assert.Single(open.Objections).Text);
        Assert.Equal(curve.Days, Assert.Single(open.Forecasts).FinishDays);
        Assert.False(open.HasGrants);
        await AddAsync(new Grant(Guid.CreateVersion7(Now), stored.Id, 1m, "火灾", "civil-affairs", "i", Now));
        Assert.True((await reader.OfAsync(stored, Ct)).HasGrants);
        stored.Close("withdrawn", null, Now);
        Assert.Equal(item.Body, Assert.Single((await reader.OfAsync(stored, Ct)).Ratings).Body);
    }

    [Fact]
    public async Task Rows_are_added_changed_and_removed_in_one_save_in_whatever_order_they_are_named()
    {
        var key = $"key-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
        await AddAsync(new FailedAttempts(key, Now));
        var (stored, _) = await StoreAsync();
        await using var db = await OpenAsync();
        var added = CaseFile.Register(new CaseSeed().Registration(TheSealer, Now));
        db.Timers.Add(new CaseTimer(Guid.CreateVersion7(Now), added.Id, TimerKind.CaseOverdue, "x", Now));
        db.Cases.Add(added);
        (await db.Cases.SingleAsync(c => c.Id == stored.Id, Ct)).Close("withdrawn", null, Now);
        db.FailedAttempts.Remove(await db.FailedAttempts.SingleAsync(a => a.Key == key, Ct));
        Assert.Equal(4, await db.SaveChangesAsync(Ct));
        await using var check = await OpenAsync();
        Assert.True(await check.Timers.AnyAsync(t => t.CaseId == added.Id, Ct));
        Assert.True((await check.Cases.SingleAsync(c => c.Id == stored.Id, Ct)).IsClosed);
        Assert.False(await check.FailedAttempts.AnyAsync(a => a.Key == key, Ct));
    }

    /// <summary>A tracked record as it would be stored.</summary>
    private static List<object?> Columns(OneWindowDb db, object record) => [.. db.Entry(record).Properties.Select(p =>
        p.Metadata.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(p.CurrentValue) : p.CurrentValue)];
}
