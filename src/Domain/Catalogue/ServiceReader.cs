using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Forms;

namespace OneWindow.Domain.Catalogue;

/// <summary>Reads service.json and tells its author everything that is wrong with it at once.</summary>
internal sealed partial class ServiceReader
{
    public static readonly string[] Bases = ["statute", "national-rule", "local-rule", "by-analogy", ServiceLimit.Promised, "customary"];
    private static readonly string[] Scopes = [ServiceLimit.CaseScope, ServiceLimit.StepScope];
    private static readonly string[] Classes = ["main", "secondary"];
    private readonly Findings _findings = new();

    public static ServiceDefinition Read(string json)
    {
        var reader = new ServiceReader();
        var service = reader.ReadRoot(json);
        reader._findings.ThrowIfAny("service-invalid", "service.json 有误 (service.json is not valid)");
        return service!;
    }

    private ServiceDefinition? ReadRoot(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is JsonValueKind.Object) return ReadService(document.RootElement);
            _findings.Add("$", "应为对象 (must be an object)");
        }
        catch (JsonException exception)
        {
            _findings.Add("$", exception.Message);
        }

        return null;
    }

    private ServiceDefinition ReadService(JsonElement root)
    {
        var limits = Items(root, "limits", ReadLimit);
        var cases = limits.Where(l => l.Scope == ServiceLimit.CaseScope).ToList();
        if (cases.Count > 2 || (cases.Count == 2 && cases.Count(l => l.Basis == ServiceLimit.Promised) != 1))
            _findings.Add("limits", "办件总时限至多两个：一个承诺的，一个法定的 (at most two limits may have the scope case: a promised one and one of the law)");
        var service = new ServiceDefinition
        {
            Key = Text(root, "key", ""),
            Name = Text(root, "name", ""),
            NameEn = Optional(root, "nameEn") ?? Text(root, "name", ""),
            Lead = Text(root, "lead", ""),
            LeadEn = Optional(root, "leadEn") ?? Text(root, "lead", ""),
            Description = Optional(root, "description"),
            DescriptionEn = Optional(root, "descriptionEn"),
            Workflow = Text(root, "workflow", ""),
            Limits = limits,
            Clock = new ClockRulesReader(_findings).Read(root),
            Reminders = Items(root, "reminders", (item, path) => LimitAt(item, "before", path)),
            Form = ReadForm(root),
            Materials = Unique("materials", Items(root, "materials", ReadMaterial), m => m.Key),
            Duplicates = ReadDuplicates(root),
            Guardian = ReadGuardian(root),
            Online = ReadOnline(root),
            Consents = Unique("consents", Items(root, "consents", ReadConsent), c => c.Key),
            Results = WithWithdrawn(Unique("results", Items(root, "results", ReadResult), r => r.Key)),
            Aftercare = AftercareReader.Read(root, _findings),
            Parts = Unique("parts", Items(root, "parts", ReadPart), p => p.Key),
        };
        CheckParts(service, root);
        if (service.Clock.Promises.Result is { } closing && !service.Results.Any(r => r.Key == closing))
            _findings.Add("promises.result", $"事项没有结果“{closing}” (the service has no such result)");
        return service;
    }

    private FormSchema ReadForm(JsonElement root)
    {
        try
        {
            if (root.TryGetProperty("form", out var form)) return FormSchema.Parse(form);
            _findings.Add("form", "缺少 (missing)");
        }
        catch (RefusedException refused)
        {
            foreach (var (path, messages) in refused.Errors)
                foreach (var message in messages) _findings.Add($"form.{path}", message);
            if (refused.Errors.Count == 0) _findings.Add("form", refused.Message);
        }

        return FormSchema.Parse(JsonDocument.Parse("{}").RootElement);
    }

    private ServiceLimit ReadLimit(JsonElement item, string path)
    {
        var scope = OneOf(item, "scope", path, Scopes);
        var limit = LimitAt(item, "limit", path);
        return new ServiceLimit(
            Text(item, "key", path), Text(item, "name", path), Optional(item, "nameEn"), scope,
            scope == ServiceLimit.StepScope ? Text(item, "step", path) : null,
            limit, OneOf(item, "basis", path, Bases), Optional(item, "source"), Optional(item, "note"))
        { Extension = new ClockRulesReader(_findings).ReadExtension(item, limit, path) };
    }

    private ServiceMaterial ReadMaterial(JsonElement item, string path) => new(
        Text(item, "key", path), Text(item, "name", path), Optional(item, "nameEn"), OneOf(item, "class", path, Classes),
        item.TryGetProperty("required", out var required) && required.ValueKind is JsonValueKind.True, Optional(item, "when"),
        Optional(item, "needs"), Optional(item, "needsEn"));

    private ServiceResult ReadResult(JsonElement item, string path) =>
        new(Text(item, "key", path), Text(item, "name", path), Optional(item, "nameEn"));

    private static List<ServiceResult> WithWithdrawn(List<ServiceResult> results) =>
        results.Any(r => r.Key == ServiceDefinition.WithdrawnResult)
            ? results
            : [.. results, new ServiceResult(ServiceDefinition.WithdrawnResult, "申请人撤回", "Withdrawn by the applicant")];

    private List<T> Items<T>(JsonElement root, string property, Func<JsonElement, string, T> read)
    {
        var items = new List<T>();
        if (!root.TryGetProperty(property, out var array)) return items;
        if (array.ValueKind is not JsonValueKind.Array)
        {
            _findings.Add(property, "应为列表 (must be a list)");
            return items;
        }

        foreach (var item in array.EnumerateArray())
        {
            var path = $"{property}[{items.Count}]";
            if (item.ValueKind is JsonValueKind.Object) items.Add(read(item, path));
            else _findings.Add(path, "应为对象 (must be an object)");
        }

        return items;
    }

    private List<T> Unique<T>(string path, List<T> items, Func<T, string> key)
    {
        foreach (var twice in items.GroupBy(key, StringComparer.Ordinal).Where(g => g.Count() > 1))
            _findings.Add(path, $"“{twice.Key}”重复 (appears twice)");
        return items;
    }

    private Limit LimitAt(JsonElement item, string property, string path)
    {
        var text = Text(item, property, path);
        if (Limit.TryParse(text, out var limit) || text.Length == 0) return limit;
        _findings.Add($"{path}.{property}", $"“{text}”应写作 7wd、5d、48h 或 1m (must be like 7wd, 5d, 48h or 1m)");
        return limit;
    }

    private string OneOf(JsonElement item, string property, string path, string[] allowed)
    {
        var text = Text(item, property, path);
        if (text.Length > 0 && !allowed.Contains(text))
            _findings.Add($"{path}.{property}", $"“{text}”不在 {string.Join(", ", allowed)} 之中 (must be one of these)");
        return text;
    }

    private string Text(JsonElement item, string property, string path)
    {
        if (Optional(item, property) is { Length: > 0 } text) return text;
        _findings.Add(path.Length == 0 ? property : $"{path}.{property}", "缺少 (missing)");
        return "";
    }

    private static string? Optional(JsonElement item, string property) =>
        item.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
