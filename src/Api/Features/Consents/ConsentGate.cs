using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Consents;

/// <summary>Lets personal data cross to another body only with the consent that the service asks for.</summary>
internal sealed class ConsentGate(OneWindowDb db, CatalogueSnapshot catalogue, MessageWriter messages)
{
    /// <summary>A step opens at a body, or is passed to it.</summary>
    /// <remarks>
    /// Whoever hands over is refused, and nothing is changed. What only time does goes on, as nobody would be there to be
    /// refused; the record and the joint office then say so.
    /// </remarks>
    /// <exception cref="Domain.Errors.RefusedException"><c>consent-needed</c>.</exception>
    public void Pass(CaseFile file, string body, string activityId, Actor actor, DateTimeOffset now) =>
        Pass(file, body, activityId, rule => Asks(rule, body, activityId), actor, now);

    /// <summary>
    /// A body that has no part in the case is asked about a step (征求意见、会签), and sees the case by that. Where a consent
    /// is tied to a step, nobody knows which body it is meant for; what is asked beside the procedure waits for it too.
    /// </summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>consent-needed</c>.</exception>
    public void PassAsked(CaseFile file, string body, string activityId, Actor actor, DateTimeOffset now) =>
        Pass(file, body, activityId, rule => rule.Steps.Count > 0 || Asks(rule, body, activityId), actor, now);

    private void Pass(CaseFile file, string body, string activityId, Func<ConsentRule, bool> asks, Actor actor, DateTimeOffset now)
    {
        if (body == file.Station || catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition is not { Consents.Count: > 0 } service) return;
        foreach (var rule in service.Consents.Where(r => asks(r) && !file.HoldsConsent(r.Key, r.Material)))
        {
            if (actor != Actor.System) throw CaseErrors.ConsentNeeded(rule.Key, rule.Name, rule.NameEn ?? rule.Key);
            Tell(file, rule, "shared-without-consent", new AuditFact(actor.UserName, actor.Body, "shared-without-consent", activityId,
                JsonSerializer.Serialize(new { title = rule.Name, titleEn = rule.NameEn, body }, CaseJson.Detail)), now);
        }
    }

    /// <summary>Writes the record, and tells the joint office where it is about going on without consent.</summary>
    public void Tell(CaseFile file, ConsentRule rule, string action, AuditFact fact, DateTimeOffset now)
    {
        db.Audit.Add(file.Audit(fact, now));
        if (action is not ("shared-without-consent" or "consent-overridden")) return;
        var office = catalogue.Organisations.JointOfficeOf(file.ApplicantArea).Code;
        messages.Tell(file, office, $"办件 {file.Number} 未征得申请人同意即转出：{rule.Name}。", $"Case {file.Number} was handed over without the applicant's consent: {rule.NameEn ?? rule.Key}.", now);
    }

    private bool Asks(ConsentRule rule, string body, string activityId) =>
        rule.Steps.Contains(activityId) || rule.Bodies.Contains(body) || (catalogue.Organisations.Find(body) is { } found && rule.Bodies.Any(found.Is));
}
