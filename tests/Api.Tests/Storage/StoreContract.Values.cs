using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Access;
using OneWindow.Domain.Results;

namespace OneWindow.Api.Tests.Storage;

/// <summary>Values that databases like to change a little on their way.</summary>
public abstract partial class StoreContract
{
    private const int Page = 7;

    [Theory]
    [InlineData("欧阳𠮷，家住𡐦村")]
    [InlineData("👩‍👩‍👧 和 🇨🇳")]
    [InlineData("e\u0301 is not é")]
    [InlineData("  blanks around  ")]
    [InlineData("\ttab\r\nline\u2028 and '; DROP TABLE cases; --")]
    [InlineData("\uE000\uF900\uFFFD")]
    [InlineData("")]
    public async Task Text_comes_back_as_it_was_stored(string text)
    {
        var key = Fresh("text");
        await AddAsync(new Setting(key, text));
        await using var db = await OpenAsync();
        Assert.Equal(text, await db.Settings.Where(s => s.Key == key).Select(s => s.Value).SingleAsync(Ct));
    }

    [Fact]
    public async Task Empty_text_is_not_missing_text()
    {
        var body = Fresh("empty");
        var (stored, item) = await StoreAsync(body, change: (_, w) => w.Cancel("", "system", Now));
        var (_, open) = await StoreAsync(body);
        await using var db = await OpenAsync();
        Assert.Equal(item.Id, (await db.WorkItems.SingleAsync(w => w.Body == body && w.ClosingReason == "", Ct)).Id);
        Assert.Equal(open.Id, (await db.WorkItems.SingleAsync(w => w.Body == body && w.ClosingReason == null, Ct)).Id);
        Assert.Null((await db.Cases.SingleAsync(c => c.Id == stored.Id, Ct)).ClosingReason);
    }

    [Fact]
    public async Task A_text_of_a_megabyte_comes_back_whole()
    {
        var key = Fresh("long");
        var json = $$"""{"text":"{{string.Concat(Enumerable.Repeat("办件𠮷👩‍👧", 120_000))}}"}""";
        await AddAsync(new IdempotencyRecord(key, Guid.Empty, "h", json, Now));
        await using var db = await OpenAsync();
        Assert.Equal(json, (await db.IdempotencyRecords.AsNoTracking().SingleAsync(r => r.KeyHash == key, Ct)).Response);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59.999999Z")]
    [InlineData("2026-09-29T10:00:00.1234567+08:00")]
    [InlineData("2026-09-29T10:00:00.000001-11:30")]
    [InlineData("2038-01-19T03:14:08Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public async Task An_instant_keeps_its_microseconds_and_loses_its_offset(string text)
    {
        var at = DateTimeOffset.Parse(text);
        var (key, next) = (Fresh("at"), at.AddTicks(at < DateTimeOffset.MaxValue.AddSeconds(-1) ? TimeSpan.TicksPerMicrosecond : -TimeSpan.TicksPerMicrosecond));
        await AddAsync(new IdempotencyRecord(key, Guid.Empty, "h", "{}", at));
        await using var db = await OpenAsync();
        var read = (await db.IdempotencyRecords.AsNoTracking().SingleAsync(r => r.KeyHash == key && r.At == at, Ct)).At;
        Assert.Equal((at.UtcTicks / TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), (read.UtcTicks / TimeSpan.TicksPerMicrosecond, read.Offset));
        Assert.False(await db.IdempotencyRecords.AnyAsync(r => r.KeyHash == key && r.At == next, Ct));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1900-02-28")]
    [InlineData("9999-12-31")]
    public async Task A_day_stays_a_day(string text)
    {
        var day = DateOnly.Parse(text);
        var (stored, _) = await StoreAsync();
        await AddAsync(new IssuedResult(Guid.CreateVersion7(Now), stored.Id, "certificate", ("证", "Certificate"), Now) { ValidUntil = day });
        await using var db = await OpenAsync();
        Assert.Equal(day, (await db.Results.AsNoTracking().SingleAsync(r => r.CaseId == stored.Id && r.ValidUntil == day, Ct)).ValidUntil);
        Assert.False(await db.Results.AnyAsync(r => r.CaseId == stored.Id && r.ValidUntil < day, Ct));
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("-0.01")]
    [InlineData("9999999999999.99")]
    public async Task Money_keeps_its_fen_whatever_its_size(string text)
    {
        var amount = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var (stored, _) = await StoreAsync();
        await AddAsync(new Grant(Guid.CreateVersion7(Now), stored.Id, amount, "火灾", "civil-affairs", "i", Now));
        await using var db = await OpenAsync();
        Assert.Equal(amount, (await db.Grants.AsNoTracking().SingleAsync(g => g.CaseId == stored.Id && g.Amount == amount, Ct)).Amount);
    }

    [Fact]
    public async Task Codes_that_only_look_alike_are_different()
    {
        var key = Fresh("code");
        string[] alike = ["a", "A", "ａ", "á", "a\u0301", "ß", "ss", "𠮷", "吉", "臺", "台", "ı", "i", "I"];
        foreach (var end in alike) await AddAsync(new Setting(key + end, end));
        await using var db = await OpenAsync();
        foreach (var end in alike) Assert.Equal(end, (await db.Settings.AsNoTracking().SingleAsync(s => s.Key == key + end, Ct)).Value);
        Assert.Equal(
            ["𠮷"], await db.Settings.Where(s => s.Key.StartsWith(key) && s.Key.EndsWith("𠮷")).Select(s => s.Value).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_user_name_means_one_account_in_one_spelling()
    {
        var name = Fresh("user");
        await AddAsync(new Account(name, "某人", "hash", [], null).With("b1", "handler"));
        var louder = name.Replace('u', 'U');
        await using var db = await OpenAsync();
        Assert.NotNull(await db.Accounts.SingleOrDefaultAsync(a => a.UserName == name, Ct));
        Assert.Null(await db.Accounts.SingleOrDefaultAsync(a => a.UserName == louder, Ct));
    }

    [Fact]
    public async Task Chinese_sorts_by_code_point()
    {
        var key = Fresh("order");
        foreach (var end in new[] { "龥", "丁", "一", "王", "〇", "Ａ" }) await AddAsync(new Setting(key + end, end));
        await using var db = await OpenAsync();
        Assert.Equal(
            ["〇", "一", "丁", "王", "龥", "Ａ"], await db.Settings.Where(s => s.Key.StartsWith(key)).OrderBy(s => s.Key).Select(s => s.Value).ToListAsync(Ct));
    }

    [Fact]
    public async Task Rows_of_one_instant_are_paged_through_without_a_gap_or_a_repetition()
    {
        var body = Fresh("tie");
        for (var i = 0; i < 3 * Page + 1; i++) await StoreAsync(body);
        await using var db = await OpenAsync();
        var caller = new Caller("m", "m", [], [new Post(body, "handler")], null);
        var all = new AccessPolicy(db).VisibleInOrder(caller, db.Cases, few: false);
        var (seen, at, tie) = (new List<string>(), DateTimeOffset.MaxValue, "");
        while (true)
        {
            var rows = await all.Where(l => l.RegisteredAt < at || (l.RegisteredAt == at && string.Compare(l.Number, tie) < 0))
                .OrderByDescending(l => l.RegisteredAt).ThenByDescending(l => l.Number).Take(Page).Select(l => new { l.RegisteredAt, l.Number }).ToListAsync(Ct);
            if (rows.Count == 0) break;
            seen.AddRange(rows.Select(r => r.Number));
            (at, tie) = (rows[^1].RegisteredAt, rows[^1].Number);
        }

        Assert.Equal(3 * Page + 1, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    /// <summary>SQL Server takes 2,100 parameters at most.</summary>
    [Fact]
    public async Task Thousands_of_values_can_be_asked_for_at_once()
    {
        var (stored, _) = await StoreAsync();
        var numbers = Enumerable.Range(0, 5000).Select(i => $"none-{i}").Append(stored.Number).ToArray();
        await using var db = await OpenAsync();
        Assert.Equal(stored.Id, (await db.Cases.AsNoTracking().SingleAsync(c => numbers.Contains(c.Number), Ct)).Id);
    }

    /// <summary>One save of more statements, and more parameters, than any provider sends at once.</summary>
    [Fact]
    public async Task Thousands_of_rows_are_stored_in_one_transaction()
    {
        var key = Fresh("many");
        await using var db = await OpenAsync();
        for (var i = 0; i < 1500; i++) db.Settings.Add(new Setting($"{key}{i}", "v"));
        Assert.Equal(1500, await db.SaveChangesAsync(Ct));
        db.ChangeTracker.Clear();
        for (var i = 1499; i < 1600; i++) db.Settings.Add(new Setting($"{key}{i}", "again"));
        Assert.True(Api.Storage.LostRace.Is(await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct))));
        Assert.Equal(1500, await db.Settings.CountAsync(s => s.Key.StartsWith(key), Ct));
    }

    private static string Fresh(string word) => $"{word}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
}
