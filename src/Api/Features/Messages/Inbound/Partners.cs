using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Inbound;

/// <summary>Makes an office outside known, that cases can be referred to and whose calls are believed. For administrators.</summary>
/// <param name="Url">Where referrals are posted; null where it learns of them otherwise.</param>
/// <param name="Events">Events of case workflows that it may bring about.</param>
internal sealed record CreatePartner(string? Code, string? Name, string? Url, IReadOnlyList<string>? Events) : ICommand<PartnerSecret>;

/// <param name="Secret">Shown this once; it signs both ways.</param>
internal sealed record PartnerSecret(string Code, string Secret);

internal sealed record ListPartners : IRequest<Page<PartnerView>>;

internal sealed record PartnerView(string Code, string Name, string? Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt);

/// <summary>Believes its calls no longer and sends it nothing.</summary>
internal sealed record DisablePartner(string Code) : ICommand<PartnerView>;

/// <summary>Gives it another secret, and enables it.</summary>
internal sealed record RenewPartner(string Code) : ICommand<PartnerSecret>;

internal sealed class CreatePartnerHandler(OneWindowDb db, PartnerDesk desk, MessageSettings settings) : IRequestHandler<CreatePartner, PartnerSecret>
{
    private const int MaxNameLength = 100;
    private const int MaxEvents = 50;
    private const int MaxEventLength = 100;

    public async Task<PartnerSecret> Handle(CreatePartner request, CancellationToken cancellationToken)
    {
        var who = desk.Admin;
        var (findings, events) = (new Findings(), (request.Events ?? []).Distinct(StringComparer.Ordinal).ToArray());
        if (!Partner.IsCode(request.Code)) findings.Add("code", "代码只能用小写字母、数字和连字符，最多 40 个字符。(Small letters, digits and hyphens, 40 at most.)");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > MaxNameLength) findings.Add("name", "请填写名称，最多 100 个字。(A name is required, 100 characters at most.)");
        if (!string.IsNullOrEmpty(request.Url)) WebhookUrl.Check(request.Url, "url", settings, findings);
        if (events.Length > MaxEvents || events.Any(e => e.Length is 0 or > MaxEventLength)) findings.Add("events", "事件名称有误。(An event's name is not valid.)");
        findings.ThrowIfAny("request-invalid", "请求有误");
        if (await db.Partners.AnyAsync(p => p.Code == request.Code, cancellationToken)) throw MessageErrors.PartnerExists();
        var (secret, secretSealed) = desk.NewSecret();
        var partner = new Partner(request.Code!, request.Name!.Trim(), string.IsNullOrEmpty(request.Url) ? null : request.Url, events, secretSealed, desk.Now);
        db.Partners.Add(partner);
        desk.Audit(who, "partner-created", partner);
        await db.SaveChangesAsync(cancellationToken);
        return new PartnerSecret(partner.Code, secret);
    }
}

internal sealed class ListPartnersHandler(OneWindowDb db, PartnerDesk desk) : IRequestHandler<ListPartners, Page<PartnerView>>
{
    public async Task<Page<PartnerView>> Handle(ListPartners request, CancellationToken cancellationToken)
    {
        _ = desk.Admin;
        return new([.. (await db.Partners.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellationToken)).Select(desk.View)], null);
    }
}

internal sealed class DisablePartnerHandler(OneWindowDb db, PartnerDesk desk) : IRequestHandler<DisablePartner, PartnerView>
{
    public async Task<PartnerView> Handle(DisablePartner request, CancellationToken cancellationToken)
    {
        var (who, partner) = (desk.Admin, await desk.FindAsync(request.Code, cancellationToken));
        partner.Disable(desk.Now);
        desk.Audit(who, "partner-disabled", partner);
        await db.SaveChangesAsync(cancellationToken);
        return desk.View(partner);
    }
}

internal sealed class RenewPartnerHandler(OneWindowDb db, PartnerDesk desk) : IRequestHandler<RenewPartner, PartnerSecret>
{
    public async Task<PartnerSecret> Handle(RenewPartner request, CancellationToken cancellationToken)
    {
        var (who, partner) = (desk.Admin, await desk.FindAsync(request.Code, cancellationToken));
        var (secret, secretSealed) = desk.NewSecret();
        partner.Renew(secretSealed);
        desk.Audit(who, "partner-renewed", partner);
        await db.SaveChangesAsync(cancellationToken);
        return new PartnerSecret(partner.Code, secret);
    }
}

/// <summary>What commands on partners share.</summary>
internal sealed class PartnerDesk(OneWindowDb db, CurrentCaller caller, Sealer sealer, CatalogueSnapshot catalogue, TimeProvider clock)
{
    public Caller Admin => caller.RequiredAdmin;

    public DateTimeOffset Now => clock.GetUtcNow();

    public (string Secret, string Sealed) NewSecret() => WebhookSignature.NewSecret() is var secret ? (secret, sealer.Seal(secret)) : default;

    public async Task<Partner> FindAsync(string code, CancellationToken ct) =>
        await db.Partners.SingleOrDefaultAsync(p => p.Code == code, ct) ?? throw MessageErrors.PartnerNotFound();

    public void Audit(Caller who, string action, Partner partner) =>
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, action, null, JsonSerializer.Serialize(new { partner.Code }, CaseJson.Detail)), Now));

    public PartnerView View(Partner partner) =>
        new(partner.Code, partner.Name, partner.Url, partner.Events, catalogue.Calendar.Local(partner.CreatedAt), catalogue.Calendar.Local(partner.DisabledAt));
}
