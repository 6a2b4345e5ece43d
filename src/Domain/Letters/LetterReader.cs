using System.Text.Json;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Letters;

/// <summary>Reads letters.json and tells its author everything that is wrong with it at once.</summary>
internal sealed class LetterReader
{
    private readonly Findings _findings = new();

    public static LetterTemplates Read(string json)
    {
        var reader = new LetterReader();
        var letters = reader.ReadRoot(json);
        reader._findings.ThrowIfAny("letters-invalid", "letters.json 有误 (letters.json is not valid)");
        return new LetterTemplates(letters);
    }

    private List<LetterTemplate> ReadRoot(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind is JsonValueKind.Object && root.TryGetProperty("letters", out var list) && list.ValueKind is JsonValueKind.Array)
                return [.. list.EnumerateArray().Select((item, i) => ReadLetter(item, $"letters[{i}]")).OfType<LetterTemplate>()];
            _findings.Add("letters", "应为列表 (must be a list)");
        }
        catch (JsonException exception)
        {
            _findings.Add("$", exception.Message);
        }

        return [];
    }

    private LetterTemplate? ReadLetter(JsonElement item, string path)
    {
        if (item.ValueKind is not JsonValueKind.Object)
        {
            _findings.Add(path, "应为对象 (must be an object)");
            return null;
        }

        if (!Enum.TryParse(Text(item, "on", path), ignoreCase: true, out LetterOccasion on) || !Enum.IsDefined(on))
            _findings.Add($"{path}.on", "应为 gaps、result、grant 或 closed (must be gaps, result, grant or closed)");
        var letter = new LetterTemplate(
            Text(item, "key", path), on, Texts(item, "services", path), Texts(item, "results", path),
            Text(item, "title", path), Text(item, "titleEn", path), Texts(item, "text", path), Texts(item, "textEn", path));
        if (letter.Text.Count == 0 || letter.Text.Count != letter.TextEn.Count) _findings.Add($"{path}.textEn", "中英文段落数应相同，且不能为空 (both languages need the same number of paragraphs, at least one)");
        CheckPlaces(letter, path);
        return letter;
    }

    private void CheckPlaces(LetterTemplate letter, string path)
    {
        var known = LetterPlaces.Of(letter.On).ToList();
        foreach (var (where, texts) in new[] { ("title", [letter.Title]), ("titleEn", [letter.TitleEn]), ("text", letter.Text), ("textEn", letter.TextEn) })
            foreach (var name in texts.SelectMany(LetterPlaces.In).Where(n => !known.Contains(n) || (where.StartsWith("title", StringComparison.Ordinal) && LetterPlaces.Personal.Contains(n))))
                _findings.Add($"{path}.{where}", $"没有占位符 {{{name}}}，可用：{string.Join(", ", known)} (there is no such placeholder)");
    }

    private List<string> Texts(JsonElement item, string property, string path)
    {
        if (!item.TryGetProperty(property, out var list)) return [];
        if (list.ValueKind is JsonValueKind.Array && list.EnumerateArray().All(t => t.ValueKind is JsonValueKind.String)) return [.. list.EnumerateArray().Select(t => t.GetString()!)];
        _findings.Add($"{path}.{property}", "应为文字列表 (must be a list of texts)");
        return [];
    }

    private string Text(JsonElement item, string property, string path)
    {
        if (item.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        _findings.Add($"{path}.{property}", "缺少 (missing)");
        return "";
    }
}
