using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Results;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Storage;

/// <summary>What every database must do alike. Each provider inherits it.</summary>
public abstract partial class StoreContract
{
    private static readonly DateTimeOffset Now = StoredCase.Now;
    private static readonly WorkCalendar Calendar = StoredCase.Calendar;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A context on the provider's test database, migrated.</summary>
    private protected abstract Task<OneWindowDb> OpenAsync();

    [Fact]
    public async Task A_case_comes_back_as_it_was_stored()
    {
        var (stored, item) = await StoreAsync(change: (c, _) =>
        {
            c.Pause("b1", "公示", "Public notice", Now.AddDays(1));
            c.ResumeClock("b1", Now.AddDays(2));
            c.GiveNotice(["photos"], Now);
        });
        await using var db = await OpenAsync();
        var read = await db.Cases.SingleAsync(c => c.Id == stored.Id, Ct);
        Assert.Equal(Now.ToUniversalTime(), read.RegisteredAt);
        Assert.Equal(stored.Materials, read.Materials);
        Assert.Equal(stored.Pauses.Select(p => p.To), read.Pauses.Select(p => p.To));
        Assert.Equal(stored.Notice!.Keys, read.Notice!.Keys);
        Assert.Equal(stored.ApplicantBirthDate, read.ApplicantBirthDate);
        Assert.Equal(stored.Form, read.Form);
        Assert.Equal(stored.DueAt, read.DueAt);
        var task = await db.WorkItems.SingleAsync(w => w.Id == item.Id, Ct);
        Assert.Equal(item.Outcomes, task.Outcomes);
        Assert.Equal(item.DueOrder, task.DueOrder);
    }

    [Fact]
    public async Task Of_two_writers_the_second_is_told_that_it_was_late()
    {
        var (stored, _) = await StoreAsync();
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        var one = await first.Cases.SingleAsync(c => c.Id == stored.Id, Ct);
        var two = await second.Cases.SingleAsync(c => c.Id == stored.Id, Ct);
        var before = one.Version;
        one.Touch(Now);
        one.Touch(Now);
        await first.SaveChangesAsync(Ct);
        two.Touch(Now);
        var late = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Ct));
        Assert.True(LostRace.Is(late));
        Assert.Equal(before + 1, one.Version);
    }

    [Fact]
    public async Task A_due_date_counted_anew_with_the_same_outcome_is_not_written_again()
    {
        var (stored, _) = await StoreAsync();
        await using var db = await OpenAsync();
        var read = await db.Cases.SingleAsync(c => c.Id == stored.Id, Ct);
        read.CountDue(Calendar, Now);
        Assert.NotEqual(TimeSpan.Zero, read.DueAt!.Value.Offset);
        Assert.Equal(0, await db.SaveChangesAsync(Ct));
        Assert.Equal(stored.Version, read.Version);
    }

    [Fact]
    public async Task A_lost_step_leaves_nothing_behind()
    {
        var (stored, item) = await StoreAsync();
        await using var winner = await OpenAsync();
        await using var loser = await OpenAsync();
        var lost = await loser.WorkItems.SingleAsync(w => w.Id == item.Id, Ct);
        (await winner.WorkItems.SingleAsync(w => w.Id == item.Id, Ct)).Cancel("withdrawn", "system", Now);
        await winner.SaveChangesAsync(Ct);
        lost.Cancel("returned", "system", Now);
        loser.Timers.Add(new CaseTimer(Guid.CreateVersion7(Now), stored.Id, TimerKind.Resume, "lost", Now));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => loser.SaveChangesAsync(Ct));
        await using var check = await OpenAsync();
        Assert.False(await check.Timers.AnyAsync(t => t.CaseId == stored.Id, Ct));
        Assert.Equal("withdrawn", (await check.WorkItems.SingleAsync(w => w.Id == item.Id, Ct)).ClosingReason);
    }

    [Fact]
    public async Task The_same_idempotency_key_is_stored_once()
    {
        var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        await AddAsync(new IdempotencyRecord(key, Guid.Empty, "h", "{}", Now));
        var twice = await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(new IdempotencyRecord(key, Guid.Empty, "h", "{}", Now)));
        Assert.True(LostRace.Is(twice));
    }

    [Fact]
    public async Task A_case_number_is_given_once()
    {
        var (stored, _) = await StoreAsync();
        var twice = await Assert.ThrowsAsync<DbUpdateException>(() => StoreAsync(number: stored.Number));
        Assert.True(LostRace.Is(twice));
    }

    [Fact]
    public async Task A_task_of_no_case_is_refused()
    {
        await using var db = await OpenAsync();
        db.Timers.Add(new CaseTimer(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), TimerKind.Resume, "b", Now));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
        Assert.False(LostRace.Is(refused));
    }

    [Fact]
    public async Task Audit_rows_of_a_case_are_numbered_once_and_others_need_no_number()
    {
        var (stored, _) = await StoreAsync();
        await AddAsync(AuditEntry.General(new AuditFact("admin", null, "published"), Now));
        await AddAsync(AuditEntry.General(new AuditFact("admin", null, "published"), Now));
        await using var db = await OpenAsync();
        var same = await db.Audit.AsNoTracking().SingleAsync(a => a.CaseId == stored.Id, Ct);
        var again = CaseFile.Register(new CaseSeed().Registration(TheSealer, Now) with { Id = stored.Id });
        db.Audit.Add(again.Audit(new AuditFact("window", null, "again"), Now));
        Assert.Equal(1, same.Sequence);
        Assert.True(LostRace.Is(await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct))));
    }

    [Fact]
    public async Task Instants_sort_by_time_and_codes_by_code_point()
    {
        var body = $"sort-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
        var times = new[] { Now.AddTicks(10), Now, Now.AddYears(2), Now.AddYears(-50) };
        foreach (var at in times) await StoreAsync(body, at: at);
        await using var db = await OpenAsync();
        var read = await db.WorkItems.Where(w => w.Body == body).OrderBy(w => w.OpenedAt).Select(w => w.OpenedAt).ToListAsync(Ct);
        Assert.Equal(times.Order().Select(t => t.ToUniversalTime()), read);
        foreach (var key in new[] { "b", "B", "a", "甲", "_" }) db.Settings.Add(new Setting($"{body}{key}", ""));
        await db.SaveChangesAsync(Ct);
        var keys = await db.Settings.Where(s => s.Key.StartsWith(body)).OrderBy(s => s.Key).Select(s => s.Key.Substring(body.Length)).ToListAsync(Ct);
        Assert.Equal(["B", "_", "a", "b", "甲"], keys);
    }

    [Fact]
    public async Task A_worklist_can_be_read_on_from_any_row()
    {
        var body = $"page-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
        for (var i = 0; i < 6; i++) await StoreAsync(body);
        await using var db = await OpenAsync();
        var all = await db.WorkItems.Where(w => w.Body == body).OrderBy(w => w.DueOrder).ThenBy(w => w.Id).ToListAsync(Ct);
        for (var i = 0; i < all.Count; i++)
        {
            var (due, id) = (all[i].DueOrder, all[i].Id);
            var rest = await db.WorkItems.Where(w => w.Body == body && (w.DueOrder > due || (w.DueOrder == due && w.Id > id)))
                .OrderBy(w => w.DueOrder).ThenBy(w => w.Id).Select(w => w.Id).ToListAsync(Ct);
            Assert.Equal(all.Skip(i + 1).Select(w => w.Id), rest);
        }
    }

    [Fact]
    public async Task Visibility_is_asked_of_the_database()
    {
        var body = $"see-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
        var (stored, item) = await StoreAsync(body);
        await using var db = await OpenAsync();
        var access = new AccessPolicy(db);
        var member = new Caller("m", "m", [], [new Post(body, "handler"), new Post("other", "clerk")], null);
        var stranger = new Caller("s", "s", [], [new Post("other", "handler")], null);
        Assert.Equal(stored.Id, (await access.CaseAsync(member, stored.Number, Ct)).Id);
        Assert.Equal(item.Id, (await access.VisibleTasks(member).SingleAsync(w => w.Body == body, Ct)).Id);
        Assert.False(await access.VisibleCases(stranger).AnyAsync(c => c.Id == stored.Id, Ct));
        Assert.False(await access.VisibleTasks(stranger).AnyAsync(w => w.Id == item.Id, Ct));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_finds_names_by_their_beginning_whichever_table_it_starts_from(bool few)
    {
        var body = $"find-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
        foreach (var name in new[] { "欧阳修", "欧阳𠮷", "欧阳（甲）", "欧阳\uE000", "欧", "欧阴", "Ouyang", "ouyang" }) await StoreAsync(body, name: name);
        await using var db = await OpenAsync();
        var caller = new Caller("m", "m", [], [new Post(body, "handler")], null);
        foreach (var (text, expected) in new[] { ("欧阳", new[] { "欧阳修", "欧阳𠮷", "欧阳（甲）", "欧阳\uE000" }), ("ou", ["ouyang"]), ("欧_", []) })
        {
            var cases = new CaseSearch(db, TheSealer).Filter(new ListCases(null, null, body, text, null, null, null), Now);
            var rows = await new AccessPolicy(db).VisibleInOrder(caller, cases, few).OrderByDescending(l => l.RegisteredAt)
                .ThenByDescending(l => l.Number).Select(l => l.Case.ApplicantName).ToListAsync(Ct);
            Assert.Equal(expected.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Money_adds_up_to_the_fen()
    {
        var (stored, _) = await StoreAsync();
        await using var db = await OpenAsync();
        foreach (var amount in new[] { 0.10m, 0.20m, 1200.05m })
            db.Grants.Add(new Grant(Guid.CreateVersion7(Now), stored.Id, amount, "火灾", "civil-affairs", "i", Now));
        await db.SaveChangesAsync(Ct);
        var amounts = await db.Grants.AsNoTracking().Where(g => g.CaseId == stored.Id).Select(g => g.Amount).ToListAsync(Ct);
        Assert.Equal(1200.35m, amounts.Sum());
    }

    [Fact]
    public async Task Accounts_keep_their_posts_and_roles()
    {
        var name = $"user-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
        await AddAsync(new Account(name, "某人", "hash", [GlobalRoles.Office], "county-station").With("b1", "handler").With("b2", "clerk"));
        await using var db = await OpenAsync();
        var caller = (await db.Accounts.Include(a => a.Posts).SingleAsync(a => a.UserName == name, Ct)).ToCaller();
        Assert.True(caller.SeesEverything);
        Assert.True(caller.Holds("b1", "handler") && caller.Holds("b2", "clerk") && !caller.Holds("b1", "clerk"));
    }

    private static Sealer TheSealer => StoredCase.Sealer;

    private async Task<(CaseFile Case, WorkItem Item)> StoreAsync(
        string body = "legal-aid", string? number = null, DateTimeOffset? at = null, Action<CaseFile, WorkItem>? change = null,
        string name = "张三")
    {
        await using var db = await OpenAsync();
        return await new StoredCase { Body = body, Number = number, At = at ?? Now, Change = change, Name = name }.AddAsync(db);
    }

    private async Task AddAsync(object record)
    {
        await using var db = await OpenAsync();
        db.Add(record);
        await db.SaveChangesAsync(Ct);
    }
}
