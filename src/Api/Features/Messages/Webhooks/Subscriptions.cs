using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Webhooks;

/// <summary>Subscribes other software to what happens to cases. For administrators.</summary>
internal sealed record CreateWebhook(string? Url, IReadOnlyList<string>? Events) : ICommand<CreatedWebhook>;

/// <param name="Secret">Shown this once.</param>
internal sealed record CreatedWebhook(Guid Id, string Url, IReadOnlyList<string> Events, string Secret);

internal sealed record ListWebhooks : IRequest<Page<WebhookView>>;

internal sealed record WebhookView(Guid Id, string Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt);

/// <summary>Ends a subscription for good.</summary>
internal sealed record DisableWebhook(Guid Id) : ICommand<WebhookView>;

internal sealed class CreateWebhookHandler(OneWindowDb db, CurrentCaller caller, MessageSettings settings, Sealer sealer, WebhookDirectory directory, TimeProvider clock)
    : IRequestHandler<CreateWebhook, CreatedWebhook>
{
    public async Task<CreatedWebhook> Handle(CreateWebhook request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredAdmin;
        var findings = new Findings();
        WebhookUrl.Check(request.Url, "url", settings, findings);
        string[] events = [.. (request.Events ?? []).Distinct(StringComparer.Ordinal)];
        if (events.Length == 0 || events.Except(CaseEvents.All, StringComparer.Ordinal).Any()) findings.Add("events", $"请从 {string.Join("、", CaseEvents.All)} 中选择。(Choose among these.)");
        findings.ThrowIfAny("request-invalid", "请求有误");
        var (now, secret) = (clock.GetUtcNow(), WebhookSignature.NewSecret());
        var webhook = new WebhookSubscription(Guid.CreateVersion7(now), request.Url!, events, sealer.Seal(secret), now);
        db.Webhooks.Add(webhook);
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "webhook-created", null, JsonSerializer.Serialize(new { webhook.Id, webhook.Events }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        directory.Forget();
        return new CreatedWebhook(webhook.Id, webhook.Url, events, secret);
    }
}

internal sealed class ListWebhooksHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<ListWebhooks, Page<WebhookView>>
{
    public async Task<Page<WebhookView>> Handle(ListWebhooks request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredAdmin;
        var webhooks = await db.Webhooks.AsNoTracking().OrderBy(w => w.CreatedAt).ThenBy(w => w.Id).ToListAsync(cancellationToken);
        return new([.. webhooks.Select(w => w.View(catalogue))], null);
    }
}

internal sealed class DisableWebhookHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue, WebhookDirectory directory, TimeProvider clock)
    : IRequestHandler<DisableWebhook, WebhookView>
{
    public async Task<WebhookView> Handle(DisableWebhook request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.RequiredAdmin, clock.GetUtcNow());
        var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == request.Id, cancellationToken) ?? throw MessageErrors.WebhookNotFound();
        webhook.Disable(now);
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "webhook-disabled", null, JsonSerializer.Serialize(new { webhook.Id }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        directory.Forget();
        return webhook.View(catalogue);
    }
}

internal static class WebhookViews
{
    public static WebhookView View(this WebhookSubscription webhook, CatalogueSnapshot catalogue) =>
        new(webhook.Id, webhook.Url, webhook.Events, catalogue.Calendar.Local(webhook.CreatedAt), catalogue.Calendar.Local(webhook.DisabledAt));
}
