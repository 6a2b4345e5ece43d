using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Messages;

/// <summary>PostgreSQL has a way of saving of its own; what is added on the way to a save must not miss it.</summary>
public sealed class PostgreSqlWebhookTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    [Fact]
    public async Task A_step_owes_its_webhooks_on_postgresql_too()
    {
        await using var api = new ApiFactory
        {
            PostgreSql = await cluster.ConnectionStringAsync(),
            Settings = new Dictionary<string, string> { ["Messages:Webhook:AllowPrivate"] = "true" },
        };
        var driver = new CaseDriver(api);
        using var made = await driver.PostAsync("admin", "/api/webhooks", new { url = "http://127.0.0.1:9/", events = (string[])["case.registered"] });
        Assert.True(made.IsSuccessStatusCode);
        await driver.RegisterAsync(Application.Certificate);
        Assert.Equal(1, await api.WithDbAsync(db => db.Outbox.CountAsync(Answers.Ct)));
    }
}
