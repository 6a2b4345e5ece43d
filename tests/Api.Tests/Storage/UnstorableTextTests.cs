using System.Net;
using System.Net.Http.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Storage;

/// <summary>PostgreSQL knows no NUL character. Who sends one is told so, and it is no failure of ours.</summary>
public sealed class UnstorableTextTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    [Fact]
    public async Task A_nul_character_is_a_bad_request()
    {
        await using var api = new ApiFactory { PostgreSql = await cluster.ConnectionStringAsync() };
        var driver = new CaseDriver(api);
        var signIn = await (await api.ClientAsync("")).PostAsJsonAsync("/api/session", new { userName = "win\0dow", password = "x" }, Answers.Ct);
        await signIn.ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        var search = await (await api.ClientAsync("office")).GetAsync("/api/cases?q=%E6%AC%A7%00", Answers.Ct);
        await search.ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        var register = await driver.PostAsync("window", "/api/cases", (Application.Certificate with { Name = "才让\0多杰" }).Body);
        await register.ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }
}
