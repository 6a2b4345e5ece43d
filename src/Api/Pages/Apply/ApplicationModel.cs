using MediatR;
using OneWindow.Api.Features.Applications;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Organisations;
using OneWindow.Api.Features.Services;
using OneWindow.Api.Pages.Shared;
using OneWindow.Api.Pages.Window;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Forms;

namespace OneWindow.Api.Pages.Apply;

/// <summary>
/// What the pages of one application share. The answers travel in the form itself from page to page: there is no session
/// that could end, and nothing is stored before it is saved or sent.
/// </summary>
internal sealed record ApplicationModel(ServiceView Service, FormSchema Schema, IReadOnlyList<AreaView> Areas, IReadOnlyList<AgentRelation> Relations)
{
    /// <summary>What the fields of questions begin with; those of the last page are carried along beside them.</summary>
    private static readonly string[] Questions = ["applicant.", "agent.", "form."];

    private static readonly string[] Closings = ["consents.", "material.", "confirmDuplicate."];

    /// <summary>Fields that belong to no page: the key of this one application, and the code under which it was saved.</summary>
    private static readonly string[] Always = ["key", "code"];

    public string Address => $"/apply/{Service.Key}/form";

    /// <exception cref="Domain.Errors.RefusedException"><c>online-not-offered</c>.</exception>
    public static async Task<ApplicationModel> LoadAsync(IMediator mediator, string service, CancellationToken ct)
    {
        var view = await mediator.Send(new GetOnlineService(service), ct);
        var intake = await mediator.Send(new GetIntake(), ct);
        return new ApplicationModel(view, FormSchema.Parse(view.Form), await mediator.Send(new ListAreas(), ct), intake.Relations);
    }

    public RegisterCase Read(FormState form) => Registration.Read(Service, Schema, form);

    /// <summary>The questions as these answers make them.</summary>
    public IReadOnlyList<FormField> Fields(FormState form) => Schema.FieldsFor(SchemaAnswers.Read(Schema, form, "form"));

    /// <summary>What the page with the questions carries unseen: the last page's fields, and answers to questions that are not asked now.</summary>
    public IEnumerable<(string Name, string Value)> CarriedByQuestions(FormState form)
    {
        var asked = Fields(form).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var idle = Schema.Fields.Where(f => !asked.Contains(f.Key)).Select(f => $"form.{f.Key}").ToHashSet(StringComparer.Ordinal);
        return Held(form, name => Always.Contains(name) || Begins(name, Closings) || idle.Contains(name));
    }

    /// <summary>What the last page carries unseen: every answer.</summary>
    public static IEnumerable<(string Name, string Value)> CarriedByCheck(FormState form) => Held(form, name => Always.Contains(name) || Begins(name, Questions));

    /// <summary>Whether a refusal is about the questions, which are then shown again.</summary>
    public static bool IsAboutQuestions(IEnumerable<string> fields) => fields.Any(f => Begins(f, Questions));

    private static IEnumerable<(string, string)> Held(FormState form, Func<string, bool> isMeant) =>
        form.Names.Where(isMeant).SelectMany(name => form.All(name).Select(value => (name, value)));

    private static bool Begins(string name, string[] prefixes) => prefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal));
}
