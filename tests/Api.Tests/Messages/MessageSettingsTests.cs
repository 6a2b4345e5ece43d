using Microsoft.Extensions.Configuration;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Settings are read once; a wrong one is told by its name before anything starts.</summary>
public sealed class MessageSettingsTests
{
    [Fact]
    public void A_demonstration_logs_and_an_installation_without_settings_shows_messages_in_the_application()
    {
        var demo = Read(("Demo:Enabled", "true"));
        Assert.Equal((ChannelKind.Log, ChannelKind.Log), (demo.Sms.Kind, demo.Email.Kind));
        Assert.Equal([MessageChannel.Sms], demo.Applicant);
        var bare = Read();
        Assert.Equal((ChannelKind.None, ChannelKind.None), (bare.Sms.Kind, bare.Email.Kind));
        Assert.Equal([MessageChannel.InApp], bare.Applicant);
        Assert.Equal([MessageChannel.InApp], bare.Body);
    }

    [Fact]
    public void A_county_says_which_channels_a_receiver_is_told_by()
    {
        var settings = Read(("Demo:Enabled", "true"), ("Messages:Routes:Applicant", "sms, in-app"), ("Messages:Routes:Body", "in-app,email"));
        Assert.Equal([MessageChannel.Sms, MessageChannel.InApp], settings.ChannelsFor("applicant"));
        Assert.Equal([MessageChannel.InApp, MessageChannel.Email], settings.ChannelsFor("joint-office"));
    }

    [Theory]
    [InlineData("Messages__Sms__Channel", "Messages:Sms:Channel", "pigeon")]
    [InlineData("Messages__Sms__Channel", "Messages:Sms:Channel", "smtp")]
    [InlineData("Messages__Sms__QuietHours", "Messages:Sms:QuietHours", "night")]
    [InlineData("Messages__Sms__Http__Url", "Messages:Sms:Channel", "http")]
    [InlineData("Messages__Email__Smtp__Host", "Messages:Email:Channel", "smtp")]
    [InlineData("Messages__Routes__Body", "Messages:Routes:Body", "sms")]
    [InlineData("Messages__TimeoutSeconds", "Messages:TimeoutSeconds", "0")]
    [InlineData("Messages__MaxTries", "Messages:MaxTries", "many")]
    [InlineData("Messages__Webhook__AllowPrivate", "Messages:Webhook:AllowPrivate", "perhaps")]
    public void A_wrong_setting_is_named(string named, string key, string value) =>
        Assert.StartsWith(named, Assert.Throws<InvalidOperationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Url", "http://gateway.example/send")]
    [InlineData("Url", "gateway.example/send")]
    [InlineData("Body", """{"to":{to}"}""")]
    [InlineData("Body", """{"to":"{phone}"}""")]
    [InlineData("Body", """{"key":"{secret:Missing}"}""")]
    [InlineData("ContentType", "text/plain")]
    [InlineData("Success", "(")]
    public void A_gateway_that_could_not_work_is_noticed_before_it_is_needed(string key, string value)
    {
        (string, string)[] good = [("Messages:Sms:Channel", "http"), ("Messages:Sms:Http:Url", "https://gateway.example/send"), ("Messages:Sms:Http:Body", """{"to":"{to}","text":"{text}"}""")];
        Assert.Equal(ChannelKind.Http, Read(good).Sms.Kind);
        Assert.StartsWith($"Messages__Sms__Http__{key}", Assert.Throws<InvalidOperationException>(() => Read([.. good, ($"Messages:Sms:Http:{key}", value)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_application_does_not_start_with_a_wrong_setting()
    {
        await using var api = new ApiFactory { Settings = new Dictionary<string, string> { ["Messages:Sms:Channel"] = "pigeon" } };
        Assert.ThrowsAny<Exception>(() => api.CreateClient());
    }

    [Theory]
    [InlineData("21:59", false)]
    [InlineData("22:00", true)]
    [InlineData("00:00", true)]
    [InlineData("06:59", true)]
    [InlineData("07:00", false)]
    public void Quiet_hours_reach_over_midnight(string time, bool quiet) =>
        Assert.Equal(quiet, QuietHours.Parse("22:00-07:00", "x")!.Holds(new DateTimeOffset(new DateOnly(2026, 9, 29).ToDateTime(TimeOnly.Parse(time)), TimeSpan.FromHours(8))));

    /// <summary>Of settings with the same key the last one counts.</summary>
    private static MessageSettings Read(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Demo:Enabled"] = "false" };
        foreach (var (key, value) in settings) all[key] = value;
        return MessageSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
