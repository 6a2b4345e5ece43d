using System.Collections.Frozen;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>The names that the language itself gives. A host cannot replace them.</summary>
internal static class Globals
{
    private static readonly FrozenDictionary<string, Value> All = Build().ToFrozenDictionary();

    public static bool TryGet(string name, out Value value) => All.TryGetValue(name, out value);

    private static Dictionary<string, Value> Build()
    {
        var all = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["undefined"] = default,
            ["NaN"] = double.NaN,
            ["Infinity"] = double.PositiveInfinity,
            ["Object"] = ObjectFunctions.Constructor,
            ["Array"] = ArrayFunctions.Constructor,
            ["String"] = StringFunctions.Constructor,
            ["Number"] = NumberFunctions.Constructor,
            ["Boolean"] = BooleanFunctions.Constructor,
            ["Date"] = DateFunctions.Constructor,
            ["RegExp"] = RegExpFunctions.Constructor,
            ["Map"] = MapFunctions.Constructor,
            ["Set"] = SetFunctions.Constructor,
            ["Math"] = MathFunctions.Namespace,
            ["JSON"] = JsonFunctions.Namespace,
        };
        foreach (var kind in Enum.GetValues<ErrorKind>()) all[kind.ToString()] = ErrorFunctions.ConstructorOf(kind);
        all["parseInt"] = NumberFunctions.ParseInt;
        all["parseFloat"] = NumberFunctions.ParseFloat;
        AddFunction(all, "isNaN", 1, (run, _, args) => double.IsNaN(args.Number(run, 0)));
        AddFunction(all, "isFinite", 1, (run, _, args) => double.IsFinite(args.Number(run, 0)));
        AddFunction(all, "encodeURIComponent", 1, (run, _, args) => UriFunctions.Encode(run, args.Text(run, 0), UriFunctions.ComponentKept));
        AddFunction(all, "encodeURI", 1, (run, _, args) => UriFunctions.Encode(run, args.Text(run, 0), UriFunctions.WholeKept));
        AddFunction(all, "decodeURIComponent", 1, (run, _, args) => UriFunctions.Decode(run, args.Text(run, 0), ""));
        AddFunction(all, "decodeURI", 1, (run, _, args) => UriFunctions.Decode(run, args.Text(run, 0), UriFunctions.Reserved));
        return all;
    }

    private static void AddFunction(Dictionary<string, Value> all, string name, int length, NativeBody body) =>
        all[name] = new Value(new NativeFunction(name, length, body));
}
