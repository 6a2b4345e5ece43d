using System.Text;
using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Forms;

/// <summary>One answer that does not fit its form.</summary>
/// <param name="Path">The field, as <c>form.members[0].name</c>.</param>
/// <param name="Code">
/// Kebab-case: required, type, enum, const, minimum, maximum, exclusive-minimum, exclusive-maximum, min-length,
/// max-length, pattern, format, min-items, max-items, unknown-field, any-of, one-of, not-allowed.
/// </param>
/// <param name="ArgText">
/// What the rule asks for, such as the limit or the values that are allowed; with format, what is wrong with the number
/// where its reader knows; may be empty.
/// </param>
public sealed record FormError(string Path, string Code, string ArgText)
{
    public string ToChinese() => Code switch
    {
        "required" => "还没有填写",
        "type" => $"类型应为{ChineseType}",
        "enum" => $"请从下列选项中选择：{ArgText}",
        "const" => $"应为 {ArgText}",
        "minimum" => $"不得小于 {ArgText}",
        "maximum" => $"不得大于 {ArgText}",
        "exclusive-minimum" => $"应大于 {ArgText}",
        "exclusive-maximum" => $"应小于 {ArgText}",
        "min-length" => $"至少 {ArgText} 个字",
        "max-length" => $"最多 {ArgText} 个字",
        "pattern" => "格式不符合要求",
        "format" when NumberErrors.IsKnown(ArgText) => NumberErrors.ToChinese(ArgText),
        "format" => $"不是有效的{ChineseFormat}",
        "min-items" => $"至少 {ArgText} 项",
        "max-items" => $"最多 {ArgText} 项",
        "unknown-field" => "表单中没有这一项",
        "any-of" => $"以下各项至少满足一项：{ArgText}",
        "one-of" => "只能符合其中一种情形",
        _ => "此处不应填写",
    };

    public string ToEnglish() => Code switch
    {
        "required" => "Not answered yet",
        "type" => $"Must be of type {ArgText}",
        "enum" => Ascii.IsValid(ArgText) ? $"Choose one of: {ArgText}" : "Choose one of the answers that are offered",
        "const" => Ascii.IsValid(ArgText) ? $"Must be {ArgText}" : "Must be the one answer that is allowed",
        "minimum" => $"Must be at least {ArgText}",
        "maximum" => $"Must be at most {ArgText}",
        "exclusive-minimum" => $"Must be more than {ArgText}",
        "exclusive-maximum" => $"Must be less than {ArgText}",
        "min-length" => $"At least {ArgText} characters",
        "max-length" => $"At most {ArgText} characters",
        "pattern" => "Not in the form that is asked for",
        "format" when NumberErrors.IsKnown(ArgText) => NumberErrors.ToEnglish(ArgText),
        "format" => $"Not a valid {ArgText}",
        "min-items" => $"At least {ArgText} entries",
        "max-items" => $"At most {ArgText} entries",
        "unknown-field" => "The form has no such field",
        "any-of" => Ascii.IsValid(ArgText) ? $"At least one of these is needed: {ArgText}" : "At least one of several answers is needed",
        "one-of" => "Exactly one of the cases must apply",
        _ => "Must not be filled in",
    };

    private string ChineseType => string.Join("或", ArgText.Split('|').Select(type => type switch
    {
        "string" => "文本",
        "number" => "数字",
        "integer" => "整数",
        "boolean" => "是或否",
        "array" => "列表",
        "object" => "一组填写项",
        _ => "空值",
    }));

    private string ChineseFormat => ArgText switch
    {
        "date" => "日期",
        "date-time" => "日期时间",
        "email" => "电子邮箱",
        "phone" => "电话号码",
        _ => ArgText,
    };
}

/// <summary>Turns form errors into the shape of <see cref="Errors.RefusedException.Errors"/>.</summary>
public static class FormErrors
{
    /// <summary>Messages by field path, each in both languages, so that whoever shows them needs not know the form they came from.</summary>
    public static IReadOnlyDictionary<string, string[]> ByField(this IEnumerable<FormError> errors) =>
        errors.GroupBy(e => e.Path, StringComparer.Ordinal).ToDictionary(
            field => field.Key,
            field => field.Select(e => $"{e.ToChinese()} ({e.ToEnglish()})").Distinct(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
}
