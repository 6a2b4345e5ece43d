using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OneWindow.Api.Tests.Jobs;

namespace OneWindow.Api.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Administrators_see_what_it_rests_on_and_others_one_word()
    {
        await using var api = new ApiFactory();
        Assert.Equal("Healthy", await api.CreateClient().GetStringAsync("/health/ready", Answers.Ct));
        Assert.Equal("Healthy", await (await api.ClientAsync("window")).GetStringAsync("/health/ready", Answers.Ct));

        var parts = (await (await api.ClientAsync("admin")).JsonAsync("/health/ready")).GetProperty("parts");

        Assert.Equal(["calendar", "catalogue", "database", "disk", "jobs", "shutdown"], parts.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(0, parts.GetProperty("jobs").GetProperty("data").GetProperty("oldestDueTimerSeconds").GetDouble());
        Assert.True(parts.GetProperty("disk").GetProperty("data").GetProperty("freeMegabytes").GetInt64() > 0);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("203.0.113.9", false)]
    public async Task Whoever_asks_on_the_machine_itself_for_json_sees_it_too(string? forwardedFor, bool sees)
    {
        await using var api = new ApiFactory();
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (forwardedFor is not null) client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        Assert.Equal(sees, (await client.GetStringAsync("/health/ready", Answers.Ct)).StartsWith('{'));
    }

    [Fact]
    public async Task Timers_that_wait_long_are_told_and_take_no_node_out()
    {
        await using var api = new ApiFactory();
        await TimerSeed.AddAsync(api, 1, age: TimeSpan.FromMinutes(6));

        var answer = await (await api.ClientAsync("admin")).GetAsync("/health/ready", Answers.Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var report = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Answers.Ct));
        Assert.Equal(("Degraded", 360), (report.Text("status"), report.GetProperty("parts").GetProperty("jobs").GetProperty("data").GetProperty("oldestDueTimerSeconds").GetDouble()));
    }
}
