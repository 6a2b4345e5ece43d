using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Cases;

/// <summary>Takes a request in at the window.</summary>
internal sealed record RegisterCase(
    string? Service, PersonInput? Applicant, AgentInput? Agent, JsonElement? Form, IReadOnlyList<MaterialInput>? Materials, string? Channel)
    : ICommand<RegisteredCase>, IValidate
{
    /// <summary>The caller's own name for this request; the same again gives the same answer and no second case.</summary>
    public string? IdempotencyKey { get; init; }

    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Service)) findings.Add("service", "请选择事项。(A service is required.)");
        if (Applicant is null) findings.Add("applicant", "请填写申请人。(An applicant is required.)");
        if (IdempotencyKey?.Length > 200) findings.Add("idempotencyKey", "幂等键过长。(The key is too long.)");
        if (Channel?.Length > 32) findings.Add("channel", "渠道名称过长。(The channel is too long.)");
    }
}

/// <summary>A person as the window enters one.</summary>
internal sealed record PersonInput(string? Name, string? IdNumber, string? Phone, string? Area);

/// <summary>Who files for the applicant.</summary>
internal sealed record AgentInput(string? Name, string? IdNumber, string? Phone, string? Relation, DateOnly? MandateUntil);

/// <summary>The state of one material.</summary>
internal sealed record MaterialInput(string? Key, string? State, DateOnly? PromisedUntil = null);

/// <summary>What the window hands over: number, stage, due date, where to track, and the one notice of gaps.</summary>
internal sealed record RegisteredCase(
    string Number, CaseStatus Status, string? Stage, string? StageEn, DateOnly? DueOn, string TrackingUrl, GapNoticeView? Notice);

internal sealed class RegisterCaseHandler(
    OneWindowDb db, CatalogueSnapshot catalogue, CurrentCaller caller, TimeProvider clock, CaseProcess process, CaseIntake intake, IdempotencyStore answers)
    : IRequestHandler<RegisterCase, RegisteredCase>
{
    public async Task<RegisteredCase> Handle(RegisterCase request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var station = who.ServicePoint ?? who.Posts.FirstOrDefault(p => p.Role == "clerk").Body
            ?? throw new RefusedException(RefusalKind.Forbidden, "not-a-window", "只有窗口可以登记办件。(Only a window registers cases.)");
        if (await answers.FindAsync<RegisteredCase>(who, request.IdempotencyKey, request, cancellationToken) is { } before) return before;

        var now = clock.GetUtcNow();
        var registration = intake.Check(request, who, station, now);
        var file = CaseFile.Register(registration);
        db.Cases.Add(file);
        db.CaseBodies.Add(new CaseBody(file, station));
        var actor = new Actor(who.UserName, station);
        db.Audit.Add(file.Audit(new(actor.UserName, station, "registered", null, JsonSerializer.Serialize(new { service = file.ServiceKey, channel = file.Channel }, CaseJson.Detail)), now));
        if (intake.Gaps(registration) is { Length: > 0 } gaps) file.GiveNotice(gaps, now);
        await process.BeginAsync(file, new StartStimulus(Input(registration, now), file.Number), actor, now, cancellationToken);

        var answer = new RegisteredCase(file.Number, file.Status, file.StageZh, file.StageEn, catalogue.Calendar.LastDay(file.DueAt),
            $"/track/{file.Number}", GapNoticeView.Of(file, catalogue));
        answers.Keep(who, request.IdempotencyKey, request, file.Id, answer, now);
        await db.SaveChangesAsync(cancellationToken);
        return answer;
    }

    private IReadOnlyDictionary<string, Workflows.Expressions.Value> Input(CaseRegistration registration, DateTimeOffset now)
    {
        var today = catalogue.Calendar.LocalDate(now);
        var applicant = registration.Applicant;
        using var form = JsonDocument.Parse(registration.Form);
        return CaseInput.Of(registration.Number, registration.ServiceKey, applicant.Area, registration.Station, Ages.On(applicant.BirthDate, today),
            applicant.Gender.ToString().ToLowerInvariant(), form.RootElement,
            registration.Materials.Select(m => KeyValuePair.Create(m.Key, m.State.ToString().ToLowerInvariant())));
    }
}
