using System.Text.Json;
using System.Text.Json.Serialization;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Cases;

/// <summary>Takes a request in at the window.</summary>
internal sealed record RegisterCase(
    string? Service, PersonInput? Applicant, AgentInput? Agent, JsonElement? Form, IReadOnlyList<MaterialInput>? Materials, string? Channel)
    : ICommand<RegisteredCase>, IValidate
{
    public const int MaxReasonLength = 500;

    public const string AskOnDuplicate = "ask";

    /// <summary>The caller's own name for this request; the same again gives the same answer and no second case.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Says that a further case of the same person and service is meant, and why; null while nobody was warned.</summary>
    public ReasonInput? ConfirmDuplicate { get; init; }

    /// <summary>What happens where the person has such a case already: "warn" registers and says so, "ask" refuses until a reason is given.</summary>
    public string? OnDuplicate { get; init; }

    [JsonIgnore]
    public bool AsksBeforeDuplicate => OnDuplicate is AskOnDuplicate;

    /// <summary>Why the case is opened unasked, where the channel says that it is.</summary>
    public ProactiveInput? Proactive { get; init; }

    /// <summary>What the applicant agreed to when registering; null for nothing.</summary>
    public IReadOnlyList<ConsentInput>? Consents { get; init; }

    /// <summary>Scanned or photographed papers, which a page sends along; null for none. The answers alone make a request the same.</summary>
    [JsonIgnore]
    public Uploads? Uploads { get; init; }

    /// <summary>The draft that this was filled in as: gone with the registration; null for none.</summary>
    public Guid? Draft { get; init; }

    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Service)) findings.Add("service", "请选择事项。(A service is required.)");
        if (Applicant is null) findings.Add("applicant", "请填写申请人。(An applicant is required.)");
        if (IdempotencyKey?.Length > 200) findings.Add("idempotencyKey", "幂等键过长。(The key is too long.)");
        if (Channel?.Length > 32) findings.Add("channel", "渠道名称过长。(The channel is too long.)");
        ReadableJson.Check(Form, "form", findings);
        if (OnDuplicate is not (null or AskOnDuplicate or "warn")) findings.Add("onDuplicate", "应为 warn 或 ask。(Either warn or ask.)");
        if (ConfirmDuplicate?.Reason?.Length > MaxReasonLength) findings.Add("confirmDuplicate.reason", "理由过长。(The reason is too long.)");
    }
}

/// <summary>A person as the window enters one.</summary>
internal sealed record PersonInput(string? Name, string? IdNumber, string? Phone, string? Area);

/// <summary>Who files for the applicant.</summary>
internal sealed record AgentInput(string? Name, string? IdNumber, string? Phone, string? Relation, DateOnly? MandateUntil);

/// <summary>The state of one material.</summary>
internal sealed record MaterialInput(string? Key, string? State, DateOnly? PromisedUntil = null);

/// <summary>A consent of the service, and how it was given.</summary>
internal sealed record ConsentInput(string? Key, string? How);

/// <summary>A reason in words.</summary>
internal sealed record ReasonInput(string? Reason);

/// <summary>Why staff open a case that nobody asked for, and how the person agreed.</summary>
internal sealed record ProactiveInput(string? Reason, string? Consent);

/// <summary>What the window hands over: number, stage, due date, where to track, and the one notice of gaps.</summary>
/// <param name="Warnings">What the window should look at again; null for nothing. Nothing was refused for it.</param>
internal sealed record RegisteredCase(
    string Number, CaseStatus Status, string? Stage, string? StageEn, DateOnly? DueOn, string TrackingUrl, GapNoticeView? Notice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<WarningView>? Warnings = null)
{
    /// <summary>The services of a matter, each with the number of its own case; null for a case of one service.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RegisteredPart>? Parts { get; init; }
}

/// <summary>Something that may be a slip and may be right.</summary>
internal sealed record WarningView(string Field, string Code, string Text, string TextEn)
{
    /// <summary>About a number whose first digits are no province's; they are historical, so that it may be right.</summary>
    public static WarningView? OfIdentity(string field, string? number) =>
        IdentityNumber.TryParse(number, out var identity, out _) && !identity.HasKnownRegion
            ? new WarningView(field, "identity-region-unknown", "身份证号码前两位不是省级区划代码，请再核对证件。", "The identity number does not begin with a province's code; please look at the card again.")
            : null;
}

internal sealed class RegisterCaseHandler(
    OneWindowDb db, CatalogueSnapshot catalogue, CurrentCaller caller, TimeProvider clock, CaseOpening opening, Enclosures enclosures, IdempotencyStore answers, MatterViews matters)
    : IRequestHandler<RegisterCase, RegisteredCase>
{
    public async Task<RegisteredCase> Handle(RegisterCase request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var station = StationOf(who, request.Channel);
        if (await answers.FindAsync<RegisteredCase>(who, request.IdempotencyKey, request, cancellationToken) is { } before) return before;

        var staged = await enclosures.StageAsync(request, cancellationToken);
        var now = clock.GetUtcNow();
        OpenedCase opened;
        try
        {
            opened = await opening.OpenAsync(Enclosures.Received(request, staged), who, station, now, cancellationToken);
        }
        catch (RefusedException refused) when (refused.Code is "duplicate-case")
        {
            // The same request, sent twice at once, may have been taken in meanwhile: its own case is no duplicate.
            if (await answers.FindAsync<RegisteredCase>(who, request.IdempotencyKey, request, cancellationToken) is { } same) return same;
            throw;
        }

        var file = opened.File;
        await enclosures.EncloseAsync(who, request, file, staged, now, cancellationToken);
        var answer = new RegisteredCase(file.Number, file.Status, file.StageZh, file.StageEn, catalogue.Calendar.LastDay(file.DueAt),
            $"/track/{file.Number}", GapNoticeView.Of(file, catalogue), Warnings(request, opened))
        {
            Parts = matters.Registered(file),
        };
        answers.Keep(who, request.IdempotencyKey, request, file.Id, answer, now);
        await db.SaveChangesAsync(cancellationToken);
        return answer;
    }

    /// <summary>Windows register; what staff find out by themselves every body may open.</summary>
    private string StationOf(Caller who, string? channel) =>
        who.ServicePoint ?? who.Posts.FirstOrDefault(p => p.Role == "clerk").Body
            ?? (catalogue.Intake.Channel(channel?.Trim() ?? "") is { IsProactive: true } ? who.Bodies.FirstOrDefault() : null)
            ?? throw new RefusedException(RefusalKind.Forbidden, "not-a-window", "只有窗口可以登记办件。(Only a window registers cases.)");

    private static List<WarningView>? Warnings(RegisterCase request, OpenedCase opened) =>
        new[] { WarningView.OfIdentity("applicant.idNumber", request.Applicant?.IdNumber), WarningView.OfIdentity("agent.idNumber", request.Agent?.IdNumber) }
            .OfType<WarningView>().Concat(opened.Warnings).ToList() is { Count: > 0 } warnings ? warnings : null;
}
