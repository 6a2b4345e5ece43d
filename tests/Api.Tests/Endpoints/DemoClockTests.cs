using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Hosting;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class DemoClockTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Moving_the_clock_runs_what_became_due_and_is_shared_through_the_database()
    {
        var due = new CountedWork();
        await using var counted = new ApiFactory { DueWork = [due] };
        var client = await counted.ClientAsync("admin");
        var before = counted.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var response = await client.PostAsJsonAsync("/api/demo/clock", new { advance = "P10DT1H" }, Answers.Ct);
        var now = (await response.Content.ReadFromJsonAsync<JsonElement>(Answers.Ct)).GetProperty("now").GetDateTimeOffset();
        Assert.Equal(TimeSpan.FromHours(241), now - before);
        Assert.Equal(1, due.Runs);
        var other = new DemoClock(counted.Clock);
        await counted.WithDbAsync(async db =>
        {
            await other.ReloadAsync(db, Answers.Ct);
            return 0;
        });
        Assert.Equal(now, other.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/cases", Answers.Ct)).StatusCode);
    }

    [Theory]
    [InlineData("window")]
    [InlineData("office")]
    public async Task Only_administrators_move_it(string userName) =>
        await (await PostAsync(userName, "P1D")).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");

    [Theory]
    [InlineData("ten days")]
    [InlineData("-P1D")]
    [InlineData("P9999999D")]
    [InlineData(null)]
    public async Task Nonsense_is_refused(string? advance) =>
        await (await PostAsync("admin", advance)).ProblemAsync(HttpStatusCode.BadRequest, "duration-invalid");

    private async Task<HttpResponseMessage> PostAsync(string userName, string? advance) =>
        await (await api.ClientAsync(userName)).PostAsJsonAsync("/api/demo/clock", new { advance }, Answers.Ct);

    private sealed class CountedWork : IDueWork
    {
        public string Name => "counted";

        public int Runs { get; private set; }

        public Task<int> RunAsync(CancellationToken ct) => Task.FromResult(++Runs);
    }
}
