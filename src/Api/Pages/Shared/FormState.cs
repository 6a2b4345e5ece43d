using Microsoft.Extensions.Primitives;
using OneWindow.Api.Hosting;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Pages.Shared;

/// <summary>
/// What was typed into a form and what was wrong with it. A field is named as the refusal names it ("applicant.phone"),
/// so that every message finds its field without a table.
/// </summary>
internal sealed class FormState
{
    private readonly IFormCollection? _posted;
    private readonly Texts _texts;
    private readonly Dictionary<string, (int Order, string Label)> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _initial = new(StringComparer.Ordinal);
    private Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);
    private string? _general;

    private readonly HttpContext _context;
    private readonly string _name;

    /// <param name="name">The form's name; a page with several forms shows each what was typed into it.</param>
    public FormState(HttpContext context, Texts texts, string name)
        : this(context, texts, name, SentTo(context, name))
    {
        var kept = context.Features.Get<KeptForm>();
        IsShownAgain = kept is not null && IsSent;
        IsTranslated = IsShownAgain && kept?.IsQuiet is true;
        if (IsShownAgain && kept?.Refusal is { } refusal) Refuse(refusal);
    }

    private FormState(HttpContext context, Texts texts, string name, IFormCollection? posted) => (_context, _texts, _name, _posted) = (context, texts, name, posted);

    /// <summary>The form with nothing in it, once what was sent has been done and the page stays.</summary>
    public static FormState Fresh(HttpContext context, Texts texts, string name) => new(context, texts, name, posted: null);

    /// <summary>By which a page tells its forms apart.</summary>
    public string Name => _name;

    /// <summary>Whether this is what somebody sent before, shown to be sent again; nothing is carried out.</summary>
    public bool IsShownAgain { get; }

    /// <summary>Whether it is shown again only because somebody wants to see its answer in the other language.</summary>
    public bool IsTranslated { get; }

    /// <summary>Whether this form was sent.</summary>
    public bool IsSent => _posted is not null;

    public bool HasErrors => _general is not null || _errors.Count > 0;

    /// <summary>What the page's title begins with, which a screen reader reads first.</summary>
    public string TitlePrefix => HasErrors ? _texts["form.title-prefix"] : "";

    /// <summary>A line for each error, in the order of the fields, with the id of the field that it belongs to.</summary>
    public IEnumerable<(string? Id, string Text)> Summary
    {
        get
        {
            if (_general is not null) yield return (null, _general);
            foreach (var (name, messages) in _errors.OrderBy(e => _labels.TryGetValue(e.Key, out var known) ? known.Order : int.MaxValue))
                foreach (var message in messages)
                    yield return _labels.TryGetValue(name, out var known)
                        ? (Id(name), $"{known.Label}{_texts["layout.colon"]}{_texts.Half(message)}")
                        : (null, _texts.Half(message));
        }
    }

    /// <summary>Text without blanks around it; null for nothing.</summary>
    public string? Text(string name)
    {
        var value = Raw(name).Trim();
        return value.Length == 0 ? null : value;
    }

    /// <summary>Exactly what was typed, to show it again.</summary>
    public string Raw(string name) => _posted is null ? string.Join('\n', _initial.GetValueOrDefault(name, [])) : _posted[name].ToString();

    public bool Has(string name, string value) =>
        _posted is null ? _initial.GetValueOrDefault(name, []).Contains(value) : _posted[name].Contains(value);

    public IReadOnlyList<string> All(string name) => _posted is null ? _initial.GetValueOrDefault(name, []) : [.. _posted[name].OfType<string>().Where(v => v.Length > 0)];

    /// <summary>What a field holds before anything was sent; several values for a field of several choices or lines.</summary>
    public void Begin(string name, params string[] values) => _initial[name] = values;

    /// <summary>Names of every field that holds something, in no order.</summary>
    public IEnumerable<string> Names => _posted is null ? _initial.Keys : _posted.Keys;

    /// <summary>Names of the fields that something is wrong with.</summary>
    public IEnumerable<string> Wrong => _errors.Keys;

    /// <summary>Shows what is wrong with some fields while the rest was taken.</summary>
    public void Note(IReadOnlyDictionary<string, string[]> errors) => _errors = errors.ToDictionary(StringComparer.Ordinal);

    /// <summary>A field says that it is there, so that the summary can name it and lead to it.</summary>
    public void Register(string name, string label) => _labels.TryAdd(name, (_labels.Count, label));

    /// <summary>Id of a field's control.</summary>
    public string Id(string name) => $"{_name}-{name.Replace('.', '-')}";

    public string? Error(string name) => _errors.TryGetValue(name, out var messages) ? string.Join(" ", messages.Select(_texts.Half)) : null;

    /// <summary>Takes a refusal over: beside the fields where it names some, above the form where it does not.</summary>
    /// <remarks>The status says that the form was not taken; 404 would say that the page itself is not there.</remarks>
    /// <param name="translated">Messages in the reader's language for fields whose messages the refusal has in Chinese.</param>
    public void Refuse(RefusedException refused, IReadOnlyDictionary<string, string[]>? translated = null)
    {
        _context.Response.StatusCode = refused.Kind is RefusalKind.NotFound or RefusalKind.Unauthenticated
            ? StatusCodes.Status400BadRequest
            : Problems.StatusOf(refused.Kind);
        _general = refused.Errors.Count == 0 ? _texts.Refusal(refused) : null;
        // A field's message that is the refusal's own has a text in each language by its code.
        _errors = refused.Errors.ToDictionary(
            e => e.Key, e => translated?.GetValueOrDefault(e.Key) ?? (e.Value is [var only] && only == refused.Message ? [_texts.Refusal(refused)] : e.Value), StringComparer.Ordinal);
    }

    private static IFormCollection? SentTo(HttpContext context, string name)
    {
        // Antiforgery has read the form by now; nothing waits here.
        var posted = context.Features.Get<KeptForm>() is { } kept
            ? new FormCollection(kept.Values.ToDictionary(v => v.Key, v => new StringValues(v.Value), StringComparer.Ordinal))
            : HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? context.Request.Form : null;
        return posted?["_handler"].ToString() == name ? posted : null;
    }
}
