using System.Globalization;
using System.Text.Json.Serialization;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Calendars;

/// <summary>What a limit is counted in. Natural and working days are never interchangeable.</summary>
public enum LimitUnit
{
    NaturalDays,
    WorkingDays,
    Hours,
    Months,
}

/// <summary>A time limit as a rule states it: <c>7wd</c>, <c>5d</c>, <c>48h</c>, <c>1m</c>.</summary>
/// <param name="Count">0 to 9999; 0 means the same day, or at once where the unit is hours.</param>
/// <param name="Unit">What is counted.</param>
[JsonConverter(typeof(LimitJsonConverter))]
public readonly record struct Limit(int Count, LimitUnit Unit)
{
    private const int MaxDigits = 4;

    /// <summary>Reads the short text form.</summary>
    /// <exception cref="RefusedException"><c>limit-invalid</c>.</exception>
    public static Limit Parse(string? text) =>
        TryParse(text, out var limit)
            ? limit
            : throw new RefusedException(
                RefusalKind.Invalid,
                "limit-invalid",
                $"时限“{text}”无法识别，应写作 7wd、5d、48h 或 1m (the limit is not of the form 7wd, 5d, 48h or 1m)");

    public static bool TryParse(string? text, out Limit limit)
    {
        limit = default;
        var digits = text.AsSpan();
        var end = 0;
        while (end < digits.Length && char.IsAsciiDigit(digits[end])) end++;
        if (end is 0 or > MaxDigits || UnitOf(digits[end..]) is not { } unit) return false;
        limit = new(int.Parse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture), unit);
        return true;
    }

    /// <summary>The text form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"{Count}{Suffix}";

    /// <summary>The wording of Chinese rules: 7个工作日, 5日, 48小时, 1个月.</summary>
    public string ToChinese() => Unit switch
    {
        LimitUnit.WorkingDays => $"{Count}个工作日",
        LimitUnit.NaturalDays => $"{Count}日",
        LimitUnit.Hours => $"{Count}小时",
        _ => $"{Count}个月",
    };

    public string ToEnglish()
    {
        var noun = Unit switch
        {
            LimitUnit.WorkingDays => "working day",
            LimitUnit.NaturalDays => "day",
            LimitUnit.Hours => "hour",
            _ => "month",
        };
        return Count == 1 ? $"1 {noun}" : $"{Count} {noun}s";
    }

    private string Suffix => Unit switch
    {
        LimitUnit.WorkingDays => "wd",
        LimitUnit.NaturalDays => "d",
        LimitUnit.Hours => "h",
        _ => "m",
    };

    private static LimitUnit? UnitOf(ReadOnlySpan<char> suffix) => suffix switch
    {
        "wd" => LimitUnit.WorkingDays,
        "d" => LimitUnit.NaturalDays,
        "h" => LimitUnit.Hours,
        "m" => LimitUnit.Months,
        _ => null,
    };
}
