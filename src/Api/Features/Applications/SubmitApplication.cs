using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Applications;

/// <summary>
/// A resident sends an application: it becomes an ordinary case at the window responsible for the area, whose workflow
/// begins with that window. The case, its files and its audit rows are stored at once; the same key again gives the same
/// answer. A paper that cannot be taken does not keep the application back: the answer says what is wrong with it, and it
/// may be sent from the tracking page.
/// </summary>
/// <param name="Uploads">Null where no file was chosen.</param>
/// <param name="IsDeclared">Whether the applicant has ticked that everything is true.</param>
/// <param name="SavedAs">Code of the saved application that this was, gone with the sending; null for none.</param>
internal sealed record SubmitApplication(RegisterCase Application, Uploads? Uploads, bool IsDeclared, string? SavedAs) : ICommand<SentApplication>, IValidate
{
    public void Validate(Findings findings)
    {
        Application.Validate(findings);
        if (!IsDeclared) findings.Add("declaration", "请先确认填写的内容属实。(Please confirm first that everything is true.)");
    }
}

/// <summary>What the applicant takes home.</summary>
/// <param name="DueOn">Null where the service promises no limit.</param>
/// <param name="Received">Papers whose files have come.</param>
/// <param name="Missing">Papers that are neither there nor promised; may still be sent.</param>
/// <param name="Promised">Papers that come later, with their day.</param>
/// <param name="Refused">What is wrong with files that were not taken, by field.</param>
internal sealed record SentApplication(
    string Number, DateTimeOffset At, DateOnly? DueOn, ContactView Window, IReadOnlyList<AskedMaterial> Received, IReadOnlyList<AskedMaterial> Missing,
    IReadOnlyList<AskedMaterial> Promised, IReadOnlyDictionary<string, string[]> Refused);

internal sealed class SubmitApplicationHandler(
    OneWindowDb db, ApplicationDesk desk, ApplicationLimits limits, FileDesk files, IdempotencyStore answers, TimeProvider clock)
    : IRequestHandler<SubmitApplication, SentApplication>
{
    public async Task<SentApplication> Handle(SubmitApplication request, CancellationToken cancellationToken)
    {
        var (who, key, asSent) = (OnlineCatalogue.Applicant, request.Application.IdempotencyKey, SentApplications.AsSent(request.Application));
        if (await SentApplications.FindAsync(answers, request.Application, cancellationToken) is { } before) return before;
        await limits.CountAsync(IndexKinds.Application, cancellationToken);
        var papers = request.Uploads is { } uploads ? await files.StagePapersAsync(uploads, cancellationToken) : StagedPapers.None;
        var now = clock.GetUtcNow();
        var opened = await desk.OpenAsync(request.Application, papers, now, cancellationToken);
        await limits.RefuseManyAsync(opened.File, cancellationToken);
        await limits.RefuseDuplicateAsync(opened.File, new(opened.Service, request.Application.ConfirmDuplicate?.Reason), cancellationToken);
        await files.EncloseAsync(opened.File, opened.Files, Actor.Applicant, now, cancellationToken);
        await desk.CloseAsync(opened, request.SavedAs, now, cancellationToken);
        var answer = desk.Answer(opened, papers);
        answers.Keep(who, key, asSent, opened.File.Id, answer, now);
        await db.SaveChangesAsync(cancellationToken);
        return answer;
    }
}

/// <summary>An application as a case that is not stored yet.</summary>
/// <param name="Files">Those of papers that the service asks of this applicant.</param>
internal sealed record OpenedApplication(CaseFile File, ServiceDefinition Service, IReadOnlyList<StagedFile> Files);

/// <summary>Turns an application into the rows of a case. The caller saves.</summary>
internal sealed class ApplicationDesk(OnlineCatalogue online, CatalogueSnapshot catalogue, CaseOpening opening, SavedApplications saved, MessageWriter messages)
{
    /// <exception cref="RefusedException"><c>online-not-offered</c>, <c>registration-invalid</c>, <c>consent-needed</c>, <c>out-of-season</c>.</exception>
    public async Task<OpenedApplication> OpenAsync(RegisterCase sent, StagedPapers papers, DateTimeOffset now, CancellationToken ct)
    {
        var service = online.Service(sent.Service).Definition;
        var files = papers.Files.Where(f => service.Materials.Any(m => m.Key == f.Material)).ToList();
        var application = OnlineApplication.Of(sent, service, files.Select(f => f.Material!).ToHashSet(StringComparer.Ordinal));
        var opened = await opening.OpenAsync(application, OnlineCatalogue.Applicant, online.WindowOf(application.Applicant?.Area), now, ct);
        return new OpenedApplication(opened.File, service, [.. files.Where(f => opened.File.Materials.Any(m => m.Key == f.Material))]);
    }

    /// <summary>Tells the applicant the number, and lets go of what was saved before sending.</summary>
    public async Task CloseAsync(OpenedApplication opened, string? savedAs, DateTimeOffset now, CancellationToken ct)
    {
        var (number, service) = (opened.File.Number, opened.Service);
        messages.Tell(opened.File, OutboxMessage.Applicant, $"您在网上提交的“{service.Name}”申请已收到，办件编号 {number}。凭编号和手机号后四位查询进度。",
            $"Your online application for {service.NameEn} has arrived. Its number is {number}; track it with that and the last four digits of your phone.", now);
        await saved.RemoveAsync(savedAs, opened.File, ct);
    }

    public SentApplication Answer(OpenedApplication opened, StagedPapers papers)
    {
        var (file, window) = (opened.File, opened.File.Station);
        return new SentApplication(
            file.Number, catalogue.Calendar.Local(file.RegisteredAt), catalogue.Calendar.LastDay(file.DueAt),
            new ContactView(catalogue.BodyName(window), catalogue.BodyNameEn(window), catalogue.BodyPhone(window)),
            Papers(opened, MaterialState.Provided), Papers(opened, MaterialState.Missing), Papers(opened, MaterialState.Promised), papers.Refused);
    }

    private static List<AskedMaterial> Papers(OpenedApplication opened, MaterialState state) =>
    [
        .. from paper in opened.File.Materials
           where paper.State == state
           join material in opened.Service.Materials on paper.Key equals material.Key
           select new AskedMaterial(paper.Key, material.Name, material.NameEn) { Needs = material.Needs, NeedsEn = material.NeedsEn, Until = paper.PromisedUntil },
    ];
}
