using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Tests.Storage;

/// <summary>The setting chooses the provider; each gets what it needs.</summary>
public sealed class ProviderSettingTests
{
    [Theory]
    [InlineData("Sqlite", "Data Source=:memory:", typeof(SqliteOneWindowDb))]
    [InlineData("postgresql", "Host=db", typeof(PostgreSqlOneWindowDb))]
    [InlineData("SqlServer", "Server=db", typeof(SqlServerOneWindowDb))]
    public async Task The_setting_chooses_the_provider(string name, string connectionString, Type expected)
    {
        await using var services = new ServiceCollection().AddLogging().AddStorage(With(name, connectionString)).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        Assert.IsType(expected, db);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("Data Source=data/x.db", true)]
    [InlineData("Data Source=:memory:", false)]
    [InlineData("Data Source=file:x?mode=memory", false)]
    [InlineData("", true)]
    public void A_sqlite_file_is_known_by_its_full_path(string connectionString, bool file) =>
        Assert.Equal(file, StorageOptions.Read(With("Sqlite", connectionString)).SqliteFile is { } path && Path.IsPathFullyQualified(path));

    [Theory]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public void A_server_has_no_file_and_needs_a_connection_string(string name)
    {
        Assert.Null(StorageOptions.Read(With(name, "Server=db")).SqliteFile);
        Assert.Contains("ConnectionStrings__OneWindow", Assert.Throws<InvalidOperationException>(() => StorageOptions.Read(With(name, ""))).Message, StringComparison.Ordinal);
    }

    private static IConfiguration With(string provider, string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Provider"] = provider, ["ConnectionStrings:OneWindow"] = connectionString, ["Demo:Enabled"] = "true" })
        .Build();
}
