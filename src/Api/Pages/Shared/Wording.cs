using OneWindow.Api.Catalogue;
using OneWindow.Domain.Forms;

namespace OneWindow.Api.Pages.Shared;

/// <summary>Names of what is configured, in the reader's language.</summary>
internal sealed class Wording(CatalogueSnapshot catalogue, Texts texts)
{
    public string Body(string? code) => code is null ? "" : texts.Pick(catalogue.BodyName(code), catalogue.BodyNameEn(code));

    /// <summary>Who acted for a body; a name that begins with the body's is not led in by it again.</summary>
    public string Person(string? body, string? name) => name is not null && (body is null || name.StartsWith(catalogue.BodyName(body), StringComparison.Ordinal))
        ? name
        : $"{Body(body)} {name}".Trim();

    public string Area(string? code) => string.Join(" ", catalogue.Organisations.Path(code).Take(2).Reverse().Select(a => texts.Pick(a.Name, a.NameEn)));

    public string Channel(string key) => catalogue.Intake.Channel(key) is { } channel ? texts.Pick(channel.Name, channel.NameEn) : key;

    /// <summary>The county's day at an instant.</summary>
    public DateOnly Today(DateTimeOffset now) => catalogue.Calendar.LocalDate(now);

    public string Service(string key) => catalogue.Service(key)?.Definition is { } service ? texts.Pick(service.Name, service.NameEn) : key;

    /// <summary>The service whose cases run a workflow; its own id where none does any more.</summary>
    public string Workflow(string id) => catalogue.Services.FirstOrDefault(s => s.Definition.Workflow == id)?.Definition is { } service ? texts.Pick(service.Name, service.NameEn) : id;

    public bool HasService(string key) => catalogue.Service(key) is not null;

    public string Result(string service, int version, string? result) =>
        catalogue.Service(service, version)?.Definition.Results.FirstOrDefault(r => r.Key == result) is { } named
            ? texts.Pick(named.Name, named.NameEn)
            : result ?? "";

    /// <summary>The form that a case was registered with; null where that version is gone.</summary>
    public FormSchema? Form(string service, int version) => catalogue.Service(service, version)?.Definition.Form;
}
