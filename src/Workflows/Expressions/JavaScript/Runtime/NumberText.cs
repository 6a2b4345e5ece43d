using System.Globalization;
using System.Numerics;
using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Numbers as text, exactly as ECMAScript writes them.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Format(double number)
    {
        if (number == (int)number) return PropertyNamesOrInteger((int)number);
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        Span<char> buffer = stackalloc char[32];
        Math.Abs(number).TryFormat(buffer, out var written, "R", CultureInfo.InvariantCulture);
        var (digits, point) = Split(buffer[..written]);
        return (number < 0 ? "-" : "") + Layout(digits, point);
    }

    public static string ToFixed(double number, int fraction)
    {
        if (Math.Abs(number) >= 1e21 || !double.IsFinite(number)) return Format(number);
        var scaled = RoundScaled(Math.Abs(number), fraction);
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(fraction + 1, '0');
        var text = fraction == 0 ? digits : $"{digits[..^fraction]}.{digits[^fraction..]}";
        return number < 0 && !(scaled.IsZero && number == 0) ? "-" + text : text;
    }

    public static string ToExponential(double number, int? fraction)
    {
        if (!double.IsFinite(number)) return Format(number);
        var (digits, exponent) = fraction is { } places ? Digits(Math.Abs(number), places + 1) : Shortest(Math.Abs(number));
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{(number < 0 ? "-" : "")}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
    }

    public static string ToPrecision(double number, int precision)
    {
        if (!double.IsFinite(number)) return Format(number);
        var (digits, exponent) = Digits(Math.Abs(number), precision);
        if (exponent < -6 || exponent >= precision) return ToExponential(number, precision - 1);
        var sign = number < 0 ? "-" : "";
        if (exponent == precision - 1) return sign + digits;
        if (exponent >= 0) return $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
        return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
    }

    /// <summary>Another base, with as many fraction digits as tell the number from its neighbours.</summary>
    public static string ToRadix(double number, int radix)
    {
        if (radix == 10 || !double.IsFinite(number)) return Format(number);
        var whole = Math.Floor(Math.Abs(number));
        var (fraction, carry) = RadixFraction(Math.Abs(number), radix);
        if (carry) whole++;
        return (number < 0 ? "-" : "") + RadixWhole(whole, radix) + (fraction.Length == 0 ? "" : "." + fraction);
    }

    private static string PropertyNamesOrInteger(int number) => number >= 0 ? PropertyNames.Of(number) : number.ToString(CultureInfo.InvariantCulture);

    private static string Layout(string digits, int point)
    {
        var count = digits.Length;
        if (count <= point && point <= 21) return digits + new string('0', point - count);
        if (point is > 0 and <= 21) return $"{digits[..point]}.{digits[point..]}";
        if (point is > -6 and <= 0) return $"0.{new string('0', -point)}{digits}";
        var exponent = point - 1;
        var mantissa = count == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
    }

    /// <summary>Takes "12.5E-07" apart into its digits without outer zeros and the place of the point among them.</summary>
    private static (string Digits, int Point) Split(ReadOnlySpan<char> text)
    {
        var e = text.IndexOf('E');
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.');
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var digits = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading);
    }

    private static (string Digits, int Exponent) Shortest(double number)
    {
        if (number == 0) return ("0", 0);
        var (digits, point) = Split(number.ToString("R", CultureInfo.InvariantCulture));
        return (digits, point - 1);
    }

    /// <summary>The given count of digits, exactly rounded, halves away from zero.</summary>
    private static (string Digits, int Exponent) Digits(double number, int count)
    {
        if (number == 0) return (new string('0', count), 0);
        var exponent = Shortest(number).Exponent;
        var digits = RoundScaled(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length > count)
        {
            exponent++;
            digits = digits[..count];
        }
        return (digits, exponent);
    }

    /// <summary>number × 10^places, rounded to a whole number, halves up; exact.</summary>
    private static BigInteger RoundScaled(double number, int places)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var power = (int)((bits >> 52) & 0x7ff);
        var mantissa = new BigInteger(bits & 0xfffffffffffffL) + (power == 0 ? 0 : 1L << 52);
        var shift = (power == 0 ? 1 : power) - 1075;
        var (top, bottom) = (mantissa, BigInteger.One);
        if (places >= 0) top *= BigInteger.Pow(10, places);
        else bottom *= BigInteger.Pow(10, -places);
        if (shift >= 0) top <<= shift;
        else bottom <<= -shift;
        return ((top * 2) + bottom) / (bottom * 2);
    }

    private static string RadixWhole(double whole, int radix)
    {
        var digits = new StringBuilder();
        while (whole >= 9007199254740992.0)
        {
            whole /= radix;
            digits.Insert(0, '0');
        }
        do
        {
            var digit = whole % radix;
            digits.Insert(0, DigitOf((int)digit));
            whole = (whole - digit) / radix;
        }
        while (whole > 0);
        return digits.ToString();
    }

    private static (string Digits, bool Carry) RadixFraction(double number, int radix)
    {
        var fraction = number - Math.Floor(number);
        var delta = Math.Max(0.5 * (Math.BitIncrement(number) - number), double.Epsilon);
        var digits = new List<int>();
        if (fraction < delta) return ("", false);
        do
        {
            fraction *= radix;
            delta *= radix;
            var digit = (int)fraction;
            digits.Add(digit);
            fraction -= digit;
            if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) != 0)) && fraction + delta > 1) return RoundUp(digits, radix);
        }
        while (fraction >= delta);
        return (Join(digits), false);
    }

    private static (string Digits, bool Carry) RoundUp(List<int> digits, int radix)
    {
        while (digits.Count > 0)
        {
            var last = digits[^1] + 1;
            digits.RemoveAt(digits.Count - 1);
            if (last < radix)
            {
                digits.Add(last);
                return (Join(digits), false);
            }
        }
        return ("", true);
    }

    private static string Join(List<int> digits) => string.Concat(digits.Select(DigitOf));

    private static char DigitOf(int digit) => (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}
