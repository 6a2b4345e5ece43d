using System.Net;
using OneWindow.Api.Tests.Flow;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>What a node tells a collector: enough to see how it is, and nothing of any person.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_and_measurements_arrive_and_name_nobody()
    {
        await using var collector = await Collector.StartAsync();
        var person = Application.Certificate with { Name = "索南卓玛", Phone = "13897654321" };
        await using (var api = new ApiFactory { Settings = new Dictionary<string, string> { ["Telemetry:OtlpEndpoint"] = collector.Address } })
        {
            var driver = new CaseDriver(api);
            var number = await driver.RegisterAsync(person);
            await driver.AnswerAsync(number, "accept", "complete");
            await driver.PassToAsync("2026-11-20T10:00");
            await api.CreateClient().GetAsync($"/api/track/{number}?tail=4321", Answers.Ct);
            await (await api.ClientAsync("office")).GetAsync($"/api/cases?q={WebUtility.UrlEncode(person.Name)}", Answers.Ct);
        }

        var (traces, metrics) = (collector.Of("traces"), collector.Of("metrics"));
        foreach (var name in new[] { "onewindow.command.duration", "CompleteTask", "onewindow.due.rows", "timers", "onewindow.queue.age", "onewindow.cases.open", "onewindow.incidents.open", "http.server.request.duration" })
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        foreach (var name in new[] { "RegisterCase", "FireTimer", "GET /api/track/{number}", "SELECT", "db.operation.name" })
            Assert.Contains(name, traces, StringComparison.Ordinal);
        foreach (var secret in new[] { person.Name, WebUtility.UrlEncode(person.Name), person.Phone, person.IdNumber, "tail=", "case_timers", "window2" })
        {
            Assert.DoesNotContain(secret, traces, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, metrics, StringComparison.Ordinal);
        }
    }
}

/// <summary>Sources of traces belong to the process: what other tests do at the same time would crowd this one's out.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class Alone;
