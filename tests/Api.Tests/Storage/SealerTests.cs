using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Tests.Storage;

public sealed class SealerTests
{
    private const string Text = "11010519491231002X";
    private readonly Sealer _sealer = new(new byte[32]);

    [Fact]
    public void What_was_sealed_can_be_opened_and_not_be_read()
    {
        var cipher = _sealer.Seal(Text);
        Assert.Equal(Text, _sealer.Open(cipher));
        Assert.DoesNotContain("1949", cipher, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_text_is_never_sealed_alike() => Assert.NotEqual(_sealer.Seal(Text), _sealer.Seal(Text));

    [Fact]
    public void Another_key_opens_nothing_and_finds_nothing()
    {
        var other = new Sealer(RandomNumberGenerator.GetBytes(32));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(_sealer.Seal(Text)));
        Assert.NotEqual(_sealer.Index(IndexKinds.IdNumber, Text), other.Index(IndexKinds.IdNumber, Text));
    }

    [Fact]
    public void A_changed_text_is_noticed()
    {
        var cipher = _sealer.Seal(Text).ToCharArray();
        cipher[30] = cipher[30] == 'A' ? 'B' : 'A';
        Assert.ThrowsAny<CryptographicException>(() => _sealer.Open(new string(cipher)));
        Assert.ThrowsAny<CryptographicException>(() => _sealer.Open("AAAA"));
    }

    [Fact]
    public void Many_threads_seal_and_open_at_once()
    {
        var wrong = 0;
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var text = $"{Text}{i}";
            if (Record.Exception(() => Assert.Equal(text, _sealer.Open(_sealer.Seal(text)))) is not null) Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void The_index_is_equal_for_equal_texts_of_one_kind_only()
    {
        Assert.Equal(_sealer.Index(IndexKinds.IdNumber, Text), _sealer.Index(IndexKinds.IdNumber, Text));
        Assert.NotEqual(_sealer.Index(IndexKinds.IdNumber, Text), _sealer.Index(IndexKinds.Phone, Text));
    }

    [Fact]
    public void Many_may_seal_and_open_at_once()
    {
        var shared = new Sealer(new byte[32]);
        var texts = Enumerable.Range(0, 20_000).Select(i => $"{i}").ToArray();

        var opened = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(text => shared.Open(shared.Seal(text))).ToArray();

        Assert.Equal(texts, opened);
    }

    [Fact]
    public void A_demonstration_makes_its_key_once_and_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-key-");
        var file = Path.Combine(folder.FullName, "data", "demo.key");
        var first = DataKey.Read(With(("Demo:KeyFile", file)));
        Assert.Equal(first, DataKey.Read(With(("Demo:KeyFile", file))));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Demo:Enabled", "false")]
    [InlineData("Security:DataKey", "short")]
    public void Without_a_right_key_nothing_starts(string setting, string value) =>
        Assert.Throws<InvalidOperationException>(() => DataKey.Read(With((setting, value))));

    private static IConfiguration With(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}
