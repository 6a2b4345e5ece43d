using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Messages;

/// <summary>Every expected "no" about messages, webhooks and partners. Codes are contract.</summary>
public static class MessageErrors
{
    public static RefusedException NotFound() => new(RefusalKind.NotFound, "message-not-found", "没有这条消息。");

    public static RefusedException NotParked() =>
        new(RefusalKind.Conflict, "message-not-parked", "消息已送达，或正在等待下次发送。");

    public static RefusedException WebhookNotFound() => new(RefusalKind.NotFound, "webhook-not-found", "没有这个订阅。");

    public static RefusedException PartnerNotFound() => new(RefusalKind.NotFound, "partner-not-found", "没有这个协作单位。");

    public static RefusedException PartnerExists() => new(RefusalKind.Conflict, "partner-exists", "这个协作单位代码已被使用。");

    /// <summary>The same for an unknown partner, a disabled one, a wrong signature and a missing header.</summary>
    public static RefusedException SignatureInvalid() =>
        new(RefusalKind.Unauthenticated, "signature-invalid", "签名无效。");

    /// <summary>Only who holds the secret learns of it.</summary>
    public static RefusedException SignatureExpired() =>
        new(RefusalKind.Unauthenticated, "signature-expired", "签名时间与服务器时间相差过大，请校准时钟后重新签名。");

    /// <summary>The same for an unknown case, a case of others and one that waits for nothing: a partner learns only of its own.</summary>
    public static RefusedException NothingWaits() =>
        new(RefusalKind.NotFound, "nothing-waits", "没有等待贵单位答复的办件或事件。");
}
