using System.Text.Json;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Inbound;

/// <summary>A call of a partner as it came, before anything of it is believed.</summary>
/// <param name="Id">The webhook-id; the same call again has the same one.</param>
internal sealed record SignedCall(string Partner, string? Id, string? Timestamp, string? Signatures, byte[] Body)
{
    private const int MaxIdLength = 200;

    /// <summary>Believes the call or refuses it. Whoever does not hold the secret learns nothing but that.</summary>
    /// <param name="secret">The partner's; any other where there is no such partner.</param>
    public void Check(string secret, DateTimeOffset now)
    {
        if (Id is not { Length: > 0 and <= MaxIdLength } || !long.TryParse(Timestamp, out var timestamp) || Signatures is null
            || !WebhookSignature.IsRight(secret, Id, timestamp, Body, Signatures))
            throw MessageErrors.SignatureInvalid();
        if (!WebhookSignature.IsFresh(timestamp, now)) throw MessageErrors.SignatureExpired();
    }
}

/// <summary>What a partner says: how it answers what was referred to it, or that something has happened.</summary>
/// <param name="Reference">Which referral, as the referral itself named it; may be left out where there is one only.</param>
/// <param name="Event">Name of an event that the case's workflow waits for.</param>
internal sealed record InboundCall(string CaseNumber, Guid? Reference, string? Outcome, string? Opinion, string? Event, JsonElement? Data)
{
    private const int MaxOpinionLength = 2000;

    /// <exception cref="RefusedException"><c>request-invalid</c> with every field, or <c>json-invalid</c>.</exception>
    public static InboundCall Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new RefusedException(RefusalKind.Invalid, "json-invalid", "请求内容不是有效的 JSON。");
        }
    }

    private static InboundCall Read(JsonElement root)
    {
        var findings = new Findings();
        if (root.ValueKind is not JsonValueKind.Object) findings.Add("body", "应为对象。(An object is required.)");
        findings.ThrowIfAny("request-invalid", "请求有误");
        var number = Text(root, "caseNumber", findings);
        var (outcome, @event, opinion, reference) = (Text(root, "outcome", findings), Text(root, "event", findings), Text(root, "opinion", findings), Text(root, "reference", findings));
        if (number is null) findings.Add("caseNumber", "请填写办件编号。(A case number is required.)");
        if (outcome is null == @event is null) findings.Add("outcome", "请给出办理结果或事件，二者之一。(Give an outcome or an event, one of the two.)");
        if (opinion?.Length > MaxOpinionLength) findings.Add("opinion", "意见过长。(The opinion is too long.)");
        Guid? id = reference is null ? null : Guid.TryParse(reference, out var parsed) ? parsed : Guid.Empty;
        JsonElement? data = root.TryGetProperty("data", out var given) && given.ValueKind is not JsonValueKind.Null ? given : null;
        if (data is { ValueKind: not JsonValueKind.Object }) findings.Add("data", "数据应为对象。(Data is an object.)");
        findings.ThrowIfAny("request-invalid", "请求有误");
        return new InboundCall(number!, id, outcome, opinion, @event, data);
    }

    private static string? Text(JsonElement root, string name, Findings findings)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null) return null;
        if (value.ValueKind is JsonValueKind.String) return value.GetString() is { Length: > 0 } text ? text : null;
        findings.Add(name, "应为文本。(A text is required.)");
        return null;
    }
}
