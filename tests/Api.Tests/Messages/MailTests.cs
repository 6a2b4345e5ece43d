using System.Text;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Messages;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Mails by a mail server.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private readonly SmtpSink _server = new();
    private ApiFactory _api = null!;

    public ValueTask InitializeAsync()
    {
        _api = new ApiFactory
        {
            Settings = new Dictionary<string, string>
            {
                ["Messages:Email:Channel"] = "smtp",
                ["Messages:Email:Smtp:Host"] = "127.0.0.1",
                ["Messages:Email:Smtp:Port"] = _server.Port.ToString(),
                ["Messages:Email:Smtp:From"] = "window@county.example",
                ["Messages:Email:Smtp:StartTls"] = "false",
                ["Messages:Email:FormField"] = "mail",
            },
        };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_goes_to_the_address_in_the_form_with_the_messages_id_as_its_own()
    {
        var id = (await Outboxes.OweAsync(_api, await CaseAsync("""{"mail":"caiban@example.org"}"""), channel: MessageChannel.Email)).Single();
        Assert.Equal(1, await _api.DeliverAsync("email"));
        var mail = Assert.Single(_server.Mails);
        Assert.Contains($"Message-ID: <{id:N}@county.example>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: caiban@example.org", mail, StringComparison.OrdinalIgnoreCase);
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace("\n", "", StringComparison.Ordinal)));
        Assert.StartsWith(Outboxes.Secret, body, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Delivered, (await _api.MessageAsync(id)).State);
    }

    [Fact]
    public async Task Who_gave_no_address_is_passed_over_and_that_stays_visible()
    {
        var id = (await Outboxes.OweAsync(_api, await CaseAsync("{}"), channel: MessageChannel.Email)).Single();
        await _api.DeliverAsync("email");
        Assert.Equal((OutboxState.Skipped, "no-address"), (await _api.MessageAsync(id)) is var m ? (m.State, m.LastError) : default);
    }

    [Fact]
    public async Task A_receiver_that_the_server_does_not_know_is_parked()
    {
        _server.RecipientAnswer = "550 unknown";
        var id = (await Outboxes.OweAsync(_api, await CaseAsync("""{"mail":"nobody@example.org"}"""), channel: MessageChannel.Email)).Single();
        await _api.DeliverAsync("email");
        Assert.Equal((OutboxState.Parked, "smtp-550"), (await _api.MessageAsync(id)) is var m ? (m.State, m.LastError) : default);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again()
    {
        await _server.DisposeAsync();
        var id = (await Outboxes.OweAsync(_api, await CaseAsync("""{"mail":"caiban@example.org"}"""), channel: MessageChannel.Email)).Single();
        await _api.DeliverAsync("email");
        Assert.Equal((OutboxState.Pending, "unreachable"), (await _api.MessageAsync(id)) is var m ? (m.State, m.LastError) : default);
    }

    private async Task<CaseFile> CaseAsync(string form)
    {
        var calendar = _api.Services.GetRequiredService<CurrentCatalogue>().Current.Calendar;
        var seed = new CaseSeed();
        var file = CaseFile.Register(seed.Registration(_api.Services.GetRequiredService<Sealer>(), _api.Clock.GetUtcNow()) with { Form = form });
        var audit = file.Audit(new("window", "county-station", "registered"), _api.Clock.GetUtcNow());
        await _api.WithDbAsync(async db =>
        {
            CaseSeed.Store(db, file, Domain.WorkItems.WorkItem.Open(seed.Opening(file, calendar)), audit);
            return await db.SaveChangesAsync(Answers.Ct);
        });
        return file;
    }
}
