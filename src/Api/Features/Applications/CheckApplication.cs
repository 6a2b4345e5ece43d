using System.Collections.Frozen;
using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Tracking;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Applications;

/// <summary>Looks at what a resident has filled in, before the papers are asked for and anything is sent. Changes nothing.</summary>
internal sealed record CheckApplication(RegisterCase Application) : IRequest<CheckedApplication>;

/// <param name="Materials">The papers that the service asks of this applicant.</param>
/// <param name="Window">Who will look at it.</param>
/// <param name="PromiseUntil">The day until which a paper may be promised; null where the case has no limit.</param>
internal sealed record CheckedApplication(IReadOnlyList<ServiceMaterial> Materials, ContactView Window, DateOnly? PromiseUntil);

internal sealed class CheckApplicationHandler(CaseIntake intake, OnlineCatalogue online, CatalogueSnapshot catalogue, MaterialRules rules, TimeProvider clock)
    : IRequestHandler<CheckApplication, CheckedApplication>
{
    public Task<CheckedApplication> Handle(CheckApplication request, CancellationToken cancellationToken)
    {
        var service = online.Service(request.Application.Service).Definition;
        var (application, now) = (OnlineApplication.Of(request.Application, service, FrozenSet<string>.Empty), clock.GetUtcNow());
        var registration = intake.Check(application, OnlineCatalogue.Applicant, online.WindowOf(application.Applicant?.Area), now);
        var (applicant, window) = (registration.Applicant, registration.Station);
        using var form = JsonDocument.Parse(registration.Form);
        var facts = new MaterialFacts(Ages.On(applicant.BirthDate, catalogue.Calendar.LocalDate(now)), applicant.Gender, form.RootElement);
        return Task.FromResult(new CheckedApplication(
            [.. rules.Asked(service, facts)],
            new ContactView(catalogue.BodyName(window), catalogue.BodyNameEn(window), catalogue.BodyPhone(window)),
            Promises.LastDay(catalogue.Calendar, service.CaseLimit?.Limit, now)));
    }
}
