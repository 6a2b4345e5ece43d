using System.Globalization;
using System.Text.Json;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Services;
using OneWindow.Api.Pages.Shared;
using OneWindow.Domain.Forms;

namespace OneWindow.Api.Pages.Window;

/// <summary>The registration form's fields as a request, and a draft as the fields it was typed into.</summary>
internal static class Registration
{
    public static RegisterCase Read(ServiceView service, FormSchema schema, FormState form) => new(
        service.Key,
        new PersonInput(form.Text("applicant.name"), form.Text("applicant.idNumber"), form.Text("applicant.phone"), form.Text("applicant.area")),
        Agent.Read(form), SchemaAnswers.Read(schema, form, "form"), MaterialField.Read(service.Materials, form), form.Text("channel"))
    {
        IdempotencyKey = form.Text("key"),
        OnDuplicate = RegisterCase.AskOnDuplicate,
        ConfirmDuplicate = form.Text("confirmDuplicate.reason") is { } reason ? new ReasonInput(reason) : null,
        Proactive = form.Text("proactive.reason") is not null || form.Text("proactive.consent") is not null
            ? new ProactiveInput(form.Text("proactive.reason"), form.Text("proactive.consent"))
            : null,
        Consents = Consents(service, form) is { Count: > 0 } consents ? consents : null,
        Draft = Guid.TryParse(form.Text("draft"), out var draft) ? draft : null,
    };

    private static List<ConsentInput> Consents(ServiceView service, FormState form) =>
        [.. from consent in service.Consents let how = form.Text($"consents.{consent.Key}") where how is not null select new ConsentInput(consent.Key, how)];

    /// <summary>Puts what was saved back into the fields.</summary>
    public static void Begin(FormState form, RegisterCase saved)
    {
        Begin(form, ("applicant.name", saved.Applicant?.Name), ("applicant.idNumber", saved.Applicant?.IdNumber), ("applicant.phone", saved.Applicant?.Phone), ("applicant.area", saved.Applicant?.Area),
            ("agent.name", saved.Agent?.Name), ("agent.idNumber", saved.Agent?.IdNumber), ("agent.phone", saved.Agent?.Phone), ("agent.relation", saved.Agent?.Relation),
            ("agent.mandateUntil", saved.Agent?.MandateUntil?.ToString("yyyy-MM-dd")), ("channel", saved.Channel),
            ("proactive.reason", saved.Proactive?.Reason), ("proactive.consent", saved.Proactive?.Consent), ("confirmDuplicate.reason", saved.ConfirmDuplicate?.Reason));
        foreach (var material in (saved.Materials ?? []).OfType<MaterialInput>())
            Begin(form, ($"material.{material.Key}", material.State), ($"materials.{material.Key}.promisedUntil", material.PromisedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        foreach (var consent in (saved.Consents ?? []).OfType<ConsentInput>()) Begin(form, ($"consents.{consent.Key}", consent.How));
        if (saved.Form is { } answers) Begin(form, "form", answers);
    }

    private static void Begin(FormState form, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        foreach (var (name, value) in fields)
            if (value is not null) form.Begin(name, value);
    }

    private static void Begin(FormState form, string name, JsonElement answer)
    {
        switch (answer.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var part in answer.EnumerateObject()) Begin(form, $"{name}.{part.Name}", part.Value);
                break;
            case JsonValueKind.Array:
                form.Begin(name, [.. answer.EnumerateArray().Select(a => a.ToString())]);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                form.Begin(name, answer.GetRawText());
                break;
            default:
                form.Begin(name, answer.ToString());
                break;
        }
    }
}
