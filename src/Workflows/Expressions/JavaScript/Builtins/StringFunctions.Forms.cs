using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

internal static partial class StringFunctions
{
    private static void AddForms(JsObject prototype)
    {
        NativeBody lower = (run, self, _) => run.Charge(Casing.ToLower(Self(run, self)));
        NativeBody upper = (run, self, _) => run.Charge(Casing.ToUpper(Self(run, self)));
        NativeBody trimStart = (run, self, _) => run.Charge(JsText.TrimStart(Self(run, self)).ToString());
        NativeBody trimEnd = (run, self, _) => run.Charge(JsText.TrimEnd(Self(run, self)).ToString());
        prototype
            .Method("toLowerCase", 0, lower).Method("toLocaleLowerCase", 0, lower)
            .Method("toUpperCase", 0, upper).Method("toLocaleUpperCase", 0, upper)
            .Method("trim", 0, (run, self, _) => run.Charge(JsText.Trim(Self(run, self)).ToString()))
            .Method("trimStart", 0, trimStart).Method("trimEnd", 0, trimEnd)
            .Method("padStart", 2, (run, self, args) => Pad(run, self, args, atStart: true))
            .Method("padEnd", 2, (run, self, args) => Pad(run, self, args, atStart: false))
            .Method("repeat", 1, Repeat)
            .Method("concat", 1, Concat)
            .Method("normalize", 0, Normalize)
            .Method("toString", 0, (_, self, _) => Own(self))
            .Method("valueOf", 0, (_, self, _) => Own(self));
    }

    private static Value Own(Value self)
    {
        if (self.AsObject is JsWrapper { Value: { IsString: true } inner }) return inner;
        return self.IsString ? self : throw Errors.Type($"{Display.Of(self)} is not a string");
    }

    private static Value Pad(ScriptRun run, Value self, ReadOnlySpan<Value> args, bool atStart)
    {
        var text = Self(run, self);
        var length = args.Integer(run, 0);
        var filler = args.At(1).IsUndefined ? " " : args.Text(run, 1);
        if (length <= text.Length || filler.Length == 0) return text;
        run.CheckLength((long)Math.Min(length, long.MaxValue / 4));
        run.Allocate(2 * (long)length);
        var missing = (int)length - text.Length;
        var padding = new StringBuilder(missing);
        while (padding.Length < missing) padding.Append(filler, 0, Math.Min(filler.Length, missing - padding.Length));
        return run.Charge(atStart ? padding.ToString() + text : text + padding);
    }

    private static Value Repeat(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var text = Self(run, self);
        var count = args.Integer(run, 0);
        if (count < 0 || double.IsInfinity(count)) throw Errors.Range($"Invalid count value: {NumberText.Format(count)}");
        if (text.Length == 0 || count == 0) return "";
        run.CheckLength((long)Math.Min(count * text.Length, long.MaxValue / 4));
        run.Allocate(24 + (2L * (long)count * text.Length));
        return text.Length == 1 ? new string(text[0], (int)count) : new StringBuilder(text.Length * (int)count).Insert(0, text, (int)count).ToString();
    }

    private static Value Concat(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        Value result = Self(run, self);
        foreach (var arg in args) result = Rope.Concat(run, result, Conversions.ToTextValue(run, arg));
        return result;
    }

    private static Value Normalize(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var text = Self(run, self);
        var form = args.At(0).IsUndefined ? "NFC" : args.Text(run, 0);
        if (form is not ("NFC" or "NFD" or "NFKC" or "NFKD")) throw Errors.Range("The normalization form should be one of NFC, NFD, NFKC, NFKD.");
        return run.Charge(Normalization.Normalize(text, form));
    }
}
