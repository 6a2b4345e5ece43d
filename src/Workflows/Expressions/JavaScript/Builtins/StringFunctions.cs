using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>String, and the methods of texts that need no patterns.</summary>
internal static partial class StringFunctions
{
    public static readonly JsObject Prototype = BuildPrototype();
    public static readonly Value Constructor = BuildConstructor();

    private static JsObject BuildPrototype()
    {
        var prototype = new JsObject();
        AddParts(prototype);
        AddSearches(prototype);
        AddForms(prototype);
        AddPatterns(prototype);
        return prototype;
    }

    private static Value BuildConstructor()
    {
        var constructor = new NativeFunction("String", 1,
            (run, _, args) => args.Length == 0 ? "" : Conversions.ToTextValue(run, args[0]),
            (run, _, args) => new Value(new JsWrapper(args.Length == 0 ? "" : args.Text(run, 0))));
        constructor
            .Method("fromCharCode", 1, (run, _, args) => FromCodes(run, args, isWhole: false))
            .Method("fromCodePoint", 1, (run, _, args) => FromCodes(run, args, isWhole: true));
        return BuiltIn.Join(constructor, Prototype);
    }

    private static Value FromCodes(ScriptRun run, ReadOnlySpan<Value> args, bool isWhole)
    {
        var text = new StringBuilder();
        foreach (var arg in args)
        {
            var code = Conversions.ToNumber(run, arg);
            if (!isWhole) text.Append((char)Conversions.ToInt32(code));
            else if (code != Math.Floor(code) || code is not (>= 0 and <= 0x10ffff)) throw Errors.Range($"Invalid code point {NumberText.Format(code)}");
            else if (code < 0x10000) text.Append((char)code);
            else text.Append(char.ConvertFromUtf32((int)code));
        }
        return run.Charge(text.ToString());
    }

    private static string Self(ScriptRun run, Value self)
    {
        if (self.IsNullish) throw Errors.Type("A method of String was called on null or undefined");
        var text = Conversions.ToText(run, self);
        run.Scan(text.Length);
        return text;
    }

    private static void AddParts(JsObject prototype) => prototype
        .Method("charAt", 1, (run, self, args) => Conversions.ToText(run, self) is var text && args.Integer(run, 0) is var at && at >= 0 && at < text.Length ? Members.Character(text[(int)at]) : "")
        .Method("at", 1, At)
        .Method("charCodeAt", 1, (run, self, args) => Conversions.ToText(run, self) is var text && args.Integer(run, 0) is var at && at >= 0 && at < text.Length ? text[(int)at] : double.NaN)
        .Method("codePointAt", 1, CodePointAt)
        .Method("slice", 2, (run, self, args) =>
        {
            var text = Conversions.ToText(run, self);
            var start = args.Relative(run, 0, text.Length, 0);
            var end = args.Relative(run, 1, text.Length, text.Length);
            return start < end ? run.Charge(text[start..end]) : "";
        })
        .Method("substring", 2, (run, self, args) =>
        {
            var text = Conversions.ToText(run, self);
            var a = (int)Math.Clamp(args.Integer(run, 0), 0, text.Length);
            var b = args.At(1).IsUndefined ? text.Length : (int)Math.Clamp(args.Integer(run, 1), 0, text.Length);
            return run.Charge(text[Math.Min(a, b)..Math.Max(a, b)]);
        })
        .Method("substr", 2, (run, self, args) =>
        {
            var text = Conversions.ToText(run, self);
            var start = args.Relative(run, 0, text.Length, 0);
            var length = args.At(1).IsUndefined ? text.Length - start : (int)Math.Clamp(args.Integer(run, 1), 0, text.Length - start);
            return run.Charge(text.Substring(start, length));
        });

    private static Value At(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var text = Conversions.ToText(run, self);
        var at = args.Integer(run, 0);
        if (at < 0) at += text.Length;
        return at >= 0 && at < text.Length ? Members.Character(text[(int)at]) : default;
    }

    private static Value CodePointAt(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var text = Conversions.ToText(run, self);
        var at = args.Integer(run, 0);
        if (at < 0 || at >= text.Length) return default;
        return Rune.TryGetRuneAt(text, (int)at, out var rune) ? rune.Value : text[(int)at];
    }

    private static void AddSearches(JsObject prototype) => prototype
        .Method("includes", 1, (run, self, args) => Self(run, self).AsSpan(Start(run, self, args)).Contains(Plain(run, args), StringComparison.Ordinal))
        .Method("startsWith", 1, (run, self, args) => Self(run, self).AsSpan(Start(run, self, args)).StartsWith(Plain(run, args), StringComparison.Ordinal))
        .Method("endsWith", 1, (run, self, args) =>
        {
            var text = Self(run, self);
            var end = args.At(1).IsUndefined ? text.Length : (int)Math.Clamp(args.Integer(run, 1), 0, text.Length);
            return text.AsSpan(0, end).EndsWith(Plain(run, args), StringComparison.Ordinal);
        })
        .Method("indexOf", 1, (run, self, args) => Self(run, self).IndexOf(args.Text(run, 0), Start(run, self, args), StringComparison.Ordinal))
        .Method("lastIndexOf", 1, LastIndexOf)
        .Method("localeCompare", 1, (run, self, args) => Collation.Compare(Self(run, self), args.Text(run, 0)));

    private static int Start(ScriptRun run, Value self, ReadOnlySpan<Value> args) =>
        args.Length < 2 ? 0 : (int)Math.Clamp(args.Integer(run, 1), 0, Conversions.ToText(run, self).Length);

    private static string Plain(ScriptRun run, ReadOnlySpan<Value> args)
    {
        if (args.At(0).AsObject is JsRegExp) throw Errors.Type("First argument must not be a regular expression");
        return args.Text(run, 0);
    }

    private static Value LastIndexOf(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var (text, wanted) = (Self(run, self), args.Text(run, 0));
        var from = args.Number(run, 1);
        var start = double.IsNaN(from) ? text.Length : (int)Math.Clamp(Math.Truncate(from), 0, text.Length);
        start = Math.Min(start, text.Length - wanted.Length);
        return start < 0 ? -1 : text.AsSpan(0, start + wanted.Length).LastIndexOf(wanted, StringComparison.Ordinal);
    }
}
