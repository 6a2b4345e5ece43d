using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>Looking after a case is what people do most: it asks the database for little, and for nothing twice.</summary>
public sealed class TrackCostTests
{
    /// <summary>Wrong tries, the case, and everything that is told of it.</summary>
    private const int Commands = 3;

    [Fact]
    public async Task A_look_at_a_case_takes_three_commands_whatever_state_it_is_in()
    {
        var counter = new Counter();
        await using var api = new ApiFactory { Interceptor = counter };
        var cases = new CaseDriver(api);
        var running = await cases.RegisterAsync(Application.Certificate);
        await cases.AnswerAsync(running, "accept", "complete");
        var waiting = await cases.RegisterAsync(Application.Certificate.With("photos", "missing"));
        await cases.AnswerAsync(waiting, "accept", "gaps", "缺照片", new { missing = new[] { "photos" } });
        var closed = await cases.RegisterAsync(Application.Certificate);
        await CaseDriver.OkAsync(await cases.PostAsync("", $"/api/track/{closed}/withdraw", new { tail = "1234", reason = "不办了" }));
        var software = api.CreateClient();
        foreach (var number in new[] { running, waiting, closed })
        {
            Assert.Equal(number, (await software.JsonAsync($"/api/track/{number}?tail=1234")).Text("number"));
            counter.Sent.Clear();
            await software.JsonAsync($"/api/track/{number}?tail=1234");
            counter.HasSeen(Commands);

            using var resident = new Visitor(api);
            await resident.OpenAsync($"/track/{number}");
            counter.Sent.Clear();
            await resident.SubmitAsync("track", ("tail", "1234"));
            counter.HasSeen(Commands);
            Assert.NotNull(resident.Page.QuerySelector("svg"));
        }
    }

    /// <summary>Keeps what is sent through the database library, which is everything but a connection's own settings.</summary>
    private sealed class Counter : DbCommandInterceptor
    {
        public ConcurrentQueue<string> Sent { get; } = new();

        public void HasSeen(int commands) => Assert.True(Sent.Count == commands, $"{Sent.Count} commands instead of {commands}:\n\n{string.Join("\n\n", Sent)}");

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            Sent.Enqueue(result.CommandText);
            return result;
        }
    }
}
