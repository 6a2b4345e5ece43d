using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Tests.Flow;

/// <summary>Looks at a case where it stands: somebody or an instant moves it on, and the explanation says what the record says.</summary>
internal sealed class StandingCase(ApiFactory api)
{
    private readonly CaseDriver _driver = new(api);

    public async Task CheckAsync(string number)
    {
        var found = await _driver.CaseAsync(number);
        var why = await (await api.SharedClientAsync("office")).JsonAsync($"/api/cases/{number}/explanation");
        var waits = why.GetProperty("facts").GetProperty("waits").EnumerateArray().ToList();
        if (found.Text("status") == "Closed")
        {
            Assert.Contains($"已于 {found.Text("closedAt")![..10]} 办结", why.Text("text"), StringComparison.Ordinal);
            Assert.Contains($"was closed on {found.Text("closedAt")![..10]}", why.Text("textEn"), StringComparison.Ordinal);
            return;
        }

        await CheckOwnersAsync(found, number);
        var openings = await OpeningsAsync(number);
        Assert.Equal(openings.Select(Key).Order(StringComparer.Ordinal), waits.Where(w => w.Text("waitingFor") != "time").Select(Key).Order(StringComparer.Ordinal));
        foreach (var wait in waits) CheckSentence(wait, why);
        await CheckResidentAsync(number, waits);
    }

    /// <summary>Each open task has at least one person who may decide it; a case without tasks has an instant at which it goes on.</summary>
    private async Task CheckOwnersAsync(JsonElement found, string number)
    {
        var tasks = found.GetProperty("openTasks").EnumerateArray().ToList();
        foreach (var task in tasks)
        {
            var full = await (await api.SharedClientAsync("office")).JsonAsync($"/api/tasks/{task.Text("id")}");
            Assert.NotEmpty(full.GetProperty("candidateUsers").EnumerateArray());
        }

        if (tasks.Count > 0) return;
        var goesOn = await api.WithDbAsync(db => db.Timers.AnyAsync(t => t.State == TimerState.Pending && t.Kind == TimerKind.Resume && db.Cases.Any(c => c.Id == t.CaseId && c.Number == number), Answers.Ct));
        Assert.True(goesOn, $"{number} waits for nobody and nothing");
    }

    /// <summary>What the trail says is open: openings without an end since. Visits are asked for beside the workflow.</summary>
    private async Task<List<Opening>> OpeningsAsync(string number)
    {
        var open = new List<Opening>();
        foreach (var entry in await _driver.TimelineAsync(number))
        {
            var detail = entry.GetProperty("detail");
            if (entry.Text("action") == "step-opened")
                open.Add(new(entry.Text("activityId"), Told(detail, "body"), entry.Text("at")![..10], Told(detail, "dueOn"), Told(detail, "title"), Told(detail, "titleEn")));
            else if (entry.Text("action") is "completed" or "lapsed" or "superseded" && open.FindIndex(o => o.Activity == entry.Text("activityId") && o.Body == Told(detail, "body")) is >= 0 and var ended)
                open.RemoveAt(ended);
            else if (entry.Text("action") == "returned") open.Clear();
        }

        var kinds = await api.WithDbAsync(db => db.WorkItems.Where(w => w.CaseNumber == number && Domain.WorkItems.WorkItemKinds.AfterClosing.Contains(w.Kind)).Select(w => w.ActivityId).ToListAsync(Answers.Ct));
        open.RemoveAll(o => kinds.Contains(o.Activity!));
        return open;
    }

    private static void CheckSentence(JsonElement wait, JsonElement why)
    {
        var (zh, en) = (why.Text("text")!, why.Text("textEn")!);
        foreach (var (text, part) in new[]
        {
            (zh, wait.Text("bodyName")), (en, wait.Text("bodyNameEn")), (zh, wait.Text("since")![..10]), (en, wait.Text("since")![..10]),
            (zh, wait.Text("dueOn")), (en, wait.Text("dueOn")), (zh, wait.Text("title")), (en, wait.Text("titleEn")),
            (zh, wait.Text("source")), (en, wait.Text("source")), (zh, wait.Text("why")), (en, wait.Text("whyEn")),
        })
            if (part is { Length: > 0 }) Assert.Contains(part, text, StringComparison.Ordinal);
        if (wait.Text("limit") is null || wait.Text("dueOn") is null) return;
        Assert.Contains("时限", zh, StringComparison.Ordinal);
        Assert.Contains("limit: ", en, StringComparison.Ordinal);
    }

    /// <summary>The resident reads whom the case waits for since when, and no inner words.</summary>
    private async Task CheckResidentAsync(string number, List<JsonElement> waits)
    {
        var tracked = await (await api.SharedClientAsync("")).JsonAsync($"/api/track/{number}?tail=1234");
        if (waits.TrueForAll(w => w.Text("waitingFor") == "time")) return;
        var (zh, en) = (tracked.Text("why")!, tracked.Text("whyEn")!);
        foreach (var wait in waits)
        {
            Assert.Contains(wait.Text("bodyName")!, zh, StringComparison.Ordinal);
            Assert.Contains(wait.Text("bodyNameEn")!, en, StringComparison.Ordinal);
            Assert.Contains(wait.Text("since")![..10], zh, StringComparison.Ordinal);
            Assert.DoesNotMatch($@"\b{Regex.Escape(wait.Text("activityId")!)}\b|{Regex.Escape($"{wait.Text("body")}.")}", $"{zh} {en}");
            if (wait.Text("source") is { } source) Assert.DoesNotContain(source, $"{zh} {en}", StringComparison.Ordinal);
        }
    }

    private static string? Told(JsonElement detail, string fact) =>
        detail.ValueKind is JsonValueKind.Object && detail.TryGetProperty(fact, out var value) ? value.GetString() : null;

    private static string Key(Opening o) => $"{o.Activity} {o.Body} {o.Since} {o.DueOn} {o.Title} {o.TitleEn}";

    private static string Key(JsonElement w) => $"{w.Text("activityId")} {w.Text("body")} {w.Text("since")![..10]} {w.Text("dueOn")} {w.Text("title")} {w.Text("titleEn")}";

    private sealed record Opening(string? Activity, string? Body, string Since, string? DueOn, string? Title, string? TitleEn);
}
