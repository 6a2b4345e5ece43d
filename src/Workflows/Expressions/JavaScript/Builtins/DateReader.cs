using System.Globalization;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Date.parse: the ISO form, year/month/day with slashes, and the form that dates print themselves in.</summary>
internal sealed class DateReader
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private readonly string _text;
    private int _at;

    private DateReader(string text) => _text = text;

    /// <summary>NaN where the text is no date. A date alone is in UTC, a date with time and no zone is local; the 31st of a short month is a day of the next, as in browsers.</summary>
    public static double Parse(string text, double localOffset)
    {
        if (text.Length > 100) return double.NaN;
        var iso = new DateReader(text).ReadIso(localOffset);
        return DateMath.Clip(double.IsNaN(iso) ? new DateReader(text.Trim()).ReadLoose(localOffset) : iso);
    }

    private double ReadIso(double localOffset)
    {
        var sign = TryTake('-') ? -1 : TryTake('+') ? 1 : 0;
        var year = Digits(sign == 0 ? 4 : 6);
        if (year is null || (sign < 0 && year == 0)) return double.NaN;
        var month = TryTake('-') ? Digits(2) : 1;
        var day = month is not null && TryTake('-') ? Digits(2) : 1;
        if (month is not (>= 1 and <= 12) || day is not (>= 1 and <= 31)) return double.NaN;
        double wholeYear = sign < 0 ? -year.Value : year.Value;
        if (AtEnd) return DateMath.Make(wholeYear, month.Value - 1, day.Value, 0, 0, 0, 0);
        if (!TryTake('T') && !TryTake('t') && !TryTake(' ')) return double.NaN;
        if (Time() is not { } time) return double.NaN;
        var zone = AtEnd ? localOffset : Zone();
        return AtEnd ? DateMath.Make(wholeYear, month.Value - 1, day.Value, 0, 0, 0, 0) + time - zone : double.NaN;
    }

    private double ReadLoose(double localOffset)
    {
        double? year = null, month = null, day = null, time = null, zone = null;
        while (!AtEnd)
        {
            if (char.IsAsciiLetter(_text[_at])) ReadWord(ref month, ref zone);
            else if (!char.IsAsciiDigit(_text[_at])) ReadSign(ref zone, time is not null);
            else if (IsTime()) time = Time();
            else if (IsSlashed()) (year, month, day) = ReadSlashed();
            else ReadNumber(ref year, ref day);
            if (_at == int.MaxValue) return double.NaN;
        }
        if (year is null || month is null || day is not (>= 1 and <= 31)) return double.NaN;
        return DateMath.Make(year.Value, month.Value, day.Value, 0, 0, 0, 0) + (time ?? 0) - (zone ?? localOffset);
    }

    private void ReadWord(ref double? month, ref double? zone)
    {
        var start = _at;
        while (!AtEnd && char.IsAsciiLetter(_text[_at])) _at++;
        var word = _text[start.._at].ToLowerInvariant();
        var found = Array.FindIndex(Months, m => word.StartsWith(m, StringComparison.Ordinal));
        if (found >= 0) month = found;
        else if (word is "gmt" or "utc" or "z") zone = 0;
        else if (word is not ("sun" or "mon" or "tue" or "wed" or "thu" or "fri" or "sat") && !word.EndsWith("day", StringComparison.Ordinal)) _at = int.MaxValue;
    }

    private void ReadSign(ref double? zone, bool hasTime)
    {
        var c = _text[_at];
        if (c == '(') _at = _text.Length;
        else if (c is '+' or '-' && hasTime) zone = Zone();
        else if (c is ' ' or ',' or '-' or '.') _at++;
        else _at = int.MaxValue;
    }

    private void ReadNumber(ref double? year, ref double? day)
    {
        var start = _at;
        while (!AtEnd && char.IsAsciiDigit(_text[_at])) _at++;
        var number = double.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        if (day is null && _at - start <= 2) day = number;
        else if (year is null) year = _at - start <= 2 ? (number < 50 ? 2000 : 1900) + number : number;
        else _at = int.MaxValue;
    }

    private bool IsTime() => (_at + 1 < _text.Length && _text[_at + 1] == ':') || (_at + 2 < _text.Length && _text[_at + 2] == ':');

    private bool IsSlashed()
    {
        var slash = _text.IndexOf('/', _at);
        return slash > _at && slash - _at <= 4;
    }

    /// <summary>2024/3/1, or 3/1/2024.</summary>
    private (double? Year, double? Month, double? Day) ReadSlashed()
    {
        var parts = new List<double>();
        var firstLength = 0;
        do
        {
            var start = _at;
            while (!AtEnd && char.IsAsciiDigit(_text[_at])) _at++;
            if (_at == start || _at - start > 6) return (null, null, null);
            if (parts.Count == 0) firstLength = _at - start;
            parts.Add(double.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture));
        }
        while (TryTake('/'));
        if (parts.Count != 3) return (null, null, null);
        var (year, month, day) = firstLength > 2 ? (parts[0], parts[1], parts[2]) : (parts[2], parts[0], parts[1]);
        return month is >= 1 and <= 12 ? (year, month - 1, day) : (null, null, null);
    }

    private bool AtEnd => _at >= _text.Length;

    private bool TryTake(char c)
    {
        if (AtEnd || _text[_at] != c) return false;
        _at++;
        return true;
    }

    private int? Digits(int count)
    {
        if (_at + count > _text.Length) return null;
        var value = 0;
        for (var i = 0; i < count; i++)
        {
            if (!char.IsAsciiDigit(_text[_at])) return null;
            value = (value * 10) + (_text[_at++] - '0');
        }
        return value;
    }

    /// <summary>Milliseconds of hh:mm, hh:mm:ss or hh:mm:ss.fff.</summary>
    private double? Time()
    {
        var hour = _at + 1 < _text.Length && _text[_at + 1] == ':' ? Digits(1) : Digits(2);
        var minute = TryTake(':') ? Digits(2) : null;
        var second = TryTake(':') ? Digits(2) : 0;
        double fraction = 0;
        if (TryTake('.'))
        {
            var start = _at;
            while (!AtEnd && char.IsAsciiDigit(_text[_at])) _at++;
            if (_at == start) return null;
            fraction = Math.Floor(double.Parse("0." + _text[start.._at], CultureInfo.InvariantCulture) * 1000 + 1e-9);
        }
        if (hour is not (>= 0 and <= 24) || minute is not (>= 0 and <= 59) || second is not (>= 0 and <= 59)) return null;
        var time = (hour.Value * 3_600_000.0) + (minute.Value * 60_000) + (second.Value * 1000) + fraction;
        return time > DateMath.Day ? null : time;
    }

    private double Zone()
    {
        if (TryTake('Z') || TryTake('z')) return 0;
        var sign = TryTake('+') ? 1 : TryTake('-') ? -1 : 0;
        var hours = Digits(2);
        TryTake(':');
        var minutes = Digits(2);
        return sign == 0 || hours is null || minutes is null ? double.NaN : sign * ((hours.Value * 3_600_000.0) + (minutes.Value * 60_000));
    }
}
