using OneWindow.Api.Hosting;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>The application of the fixture has started with a key of zeros and so has marked its database.</summary>
public sealed class DataKeyCheckTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_node_with_the_same_key_may_start() => Assert.Null(await StartWithAsync(new byte[32]));

    [Fact]
    public async Task A_node_with_another_key_may_not_start()
    {
        var refused = await StartWithAsync([1, .. new byte[31]]);

        Assert.IsType<InvalidOperationException>(refused);
        Assert.Contains("Security__DataKey", refused.Message, StringComparison.Ordinal);
    }

    private Task<Exception?> StartWithAsync(byte[] key) => api.WithDbAsync(async db =>
    {
        var sealer = new Sealer(key);
        return await Record.ExceptionAsync(() => DataKeyCheck.RunAsync(db, sealer, TestContext.Current.CancellationToken));
    });
}
