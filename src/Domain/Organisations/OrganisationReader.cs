using System.Text.Json;
using System.Text.RegularExpressions;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Organisations;

/// <summary>Reads organisations.json and names every mistake in it by path.</summary>
internal sealed partial class OrganisationReader
{
    private const string Code = "organisations-invalid";
    private const string Refusal = "机构目录有误 (the directory of organisations is not valid)";

    private readonly Findings _findings = new();
    private readonly Dictionary<string, Area> _areas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Organisation> _organisations = new(StringComparer.Ordinal);

    public static OrganisationDirectory Read(string json)
    {
        var reader = new OrganisationReader();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return reader.Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            reader._findings.Add("$", problem.Message);
            reader._findings.ThrowIfAny(Code, Refusal);
            throw;
        }
    }

    private OrganisationDirectory Read(JsonElement root)
    {
        var areas = Items(root, "areas").Select(i => ReadArea(i.Item, i.Path)).ToList();
        var organisations = Items(root, "organisations").Select(i => ReadOrganisation(i.Item, i.Path)).ToList();
        for (var i = 0; i < areas.Count; i++) CheckArea(areas[i], $"areas[{i}]");
        for (var i = 0; i < organisations.Count; i++) CheckOrganisation(organisations[i], $"organisations[{i}]");
        _findings.ThrowIfAny(Code, Refusal);
        return new(areas, organisations);
    }

    private List<(JsonElement Item, string Path)> Items(JsonElement root, string name)
    {
        var items = new List<(JsonElement, string)>();
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty(name, out var list) || list.ValueKind is not JsonValueKind.Array)
        {
            _findings.Add(name, "应为数组 (must be a list)");
            return items;
        }

        foreach (var item in list.EnumerateArray()) items.Add((item, $"{name}[{items.Count}]"));
        return items;
    }

    private Area ReadArea(JsonElement item, string path)
    {
        var area = new Area(
            Required(item, "code", path), Required(item, "name", path), Optional(item, "nameEn"), Level(item, path), Optional(item, "parent"));
        if (!_areas.TryAdd(area.Code, area)) _findings.Add($"{path}.code", $"地区编码“{area.Code}”重复 (the code is used twice)");
        return area;
    }

    private Organisation ReadOrganisation(JsonElement item, string path)
    {
        var organisation = new Organisation(
            Required(item, "code", path),
            Required(item, "name", path),
            Optional(item, "nameEn"),
            Required(item, "kind", path),
            Level(item, path),
            Required(item, "area", path),
            Optional(item, "parent"),
            Texts(item, "roles", path) ?? [],
            Texts(item, "serves", path),
            Texts(item, "alsoKinds", path),
            Optional(item, "email"),
            Optional(item, "phone"),
            Employer(item, path),
            Optional(item, "coveredBy"));
        if (!Slug().IsMatch(organisation.Code)) _findings.Add($"{path}.code", $"机构代码“{organisation.Code}”只能用小写字母、数字和连字符 (use small letters, digits and hyphens)");
        if (!_organisations.TryAdd(organisation.Code, organisation)) _findings.Add($"{path}.code", $"机构代码“{organisation.Code}”重复 (the code is used twice)");
        return organisation;
    }

    private void CheckArea(Area area, string path)
    {
        if (area.Level is AreaLevel.Enterprise) _findings.Add($"{path}.level", "企业是单位的级别，不是地区的级别 (enterprise is a level of bodies, not of areas)");
        if (area.Parent is null) return;
        if (!_areas.TryGetValue(area.Parent, out var parent)) _findings.Add($"{path}.parent", $"上级地区“{area.Parent}”不存在 (unknown parent)");
        else if (IsInCircle(area.Code, c => _areas.GetValueOrDefault(c)?.Parent)) _findings.Add($"{path}.parent", $"“{area.Code}”的上级关系成环 (its parents form a circle)");
        else if (parent.Level <= area.Level) _findings.Add($"{path}.parent", $"上级地区“{area.Parent}”的级别不高于“{area.Code}” (the parent's level is not above)");
    }

    private void CheckOrganisation(Organisation organisation, string path)
    {
        if (!_areas.ContainsKey(organisation.Area)) _findings.Add($"{path}.area", $"地区“{organisation.Area}”不存在 (unknown area)");
        foreach (var served in organisation.Serves ?? [])
        {
            if (!_areas.ContainsKey(served)) _findings.Add($"{path}.serves", $"地区“{served}”不存在 (unknown area)");
        }

        CheckEmployer(organisation, path);
        if (organisation.CoveredBy is { } covering && (covering == organisation.Code || !_organisations.ContainsKey(covering)))
            _findings.Add($"{path}.coveredBy", $"没有另一机构“{covering}” (there is no other organisation {covering})");
        if (organisation.Parent is null) return;
        if (!_organisations.ContainsKey(organisation.Parent)) _findings.Add($"{path}.parent", $"上级机构“{organisation.Parent}”不存在 (unknown parent)");
        else if (IsInCircle(organisation.Code, c => _organisations.GetValueOrDefault(c)?.Parent)) _findings.Add($"{path}.parent", $"“{organisation.Code}”的上级关系成环 (its parents form a circle)");
    }

    private void CheckEmployer(Organisation organisation, string path)
    {
        if (organisation.Level is AreaLevel.Enterprise != organisation.Employer is not null)
            _findings.Add($"{path}.employer", "企业级单位须写所在单位的统一社会信用代码，其他级别不写 (bodies of the level enterprise have an employer, and no others)");
        else if (organisation.Employer is { } employer && _organisations.Values.Any(o => o.Code != organisation.Code && o.Employer == employer && o.Kind == organisation.Kind))
            _findings.Add($"{path}.employer", $"“{employer}”已有同类单位 (the employer has another body of this kind)");
    }

    private string? Employer(JsonElement item, string path)
    {
        if (Optional(item, "employer") is not { } text) return null;
        if (CreditCode.TryParse(text, out var code, out _)) return code;
        _findings.Add($"{path}.employer", $"“{text}”不是统一社会信用代码 (is not a credit code)");
        return text;
    }

    // Only members of the circle itself are named, not everything that hangs below it.
    private static bool IsInCircle(string code, Func<string, string?> parentOf)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var above = parentOf(code); above is not null && seen.Add(above); above = parentOf(above))
        {
            if (above == code) return true;
        }

        return false;
    }

    private AreaLevel Level(JsonElement item, string path)
    {
        var text = Optional(item, "level");
        if (AreaLevels.TryParse(text, out var level)) return level;
        _findings.Add($"{path}.level", $"级别“{text}”不存在 (unknown level)");
        // One that brings no second finding.
        return AreaLevel.Village;
    }

    private string Required(JsonElement item, string name, string path)
    {
        var text = Optional(item, name);
        if (string.IsNullOrWhiteSpace(text)) _findings.Add($"{path}.{name}", "必填 (is required)");
        return text ?? "";
    }

    private static string? Optional(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private List<string>? Texts(JsonElement item, string name, string path)
    {
        if (item.ValueKind is not JsonValueKind.Object || !item.TryGetProperty(name, out var list)) return null;
        if (list.ValueKind is JsonValueKind.Array && list.EnumerateArray().All(t => t.ValueKind is JsonValueKind.String))
            return [.. list.EnumerateArray().Select(t => t.GetString()!)];
        _findings.Add($"{path}.{name}", "应为文本数组 (must be a list of texts)");
        return null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slug();
}
