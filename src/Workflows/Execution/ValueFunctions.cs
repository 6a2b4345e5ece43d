using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// Functions of every expression that look at nothing but their arguments. Bytes are lists of whole numbers from 0 to
/// 255, read and written as the Uint8Array that Elsa gives; where bytes are asked for, base64 text will do as well.
/// </summary>
internal static class ValueFunctions
{
    private static readonly FrozenDictionary<string, Value> Shared = new Dictionary<string, NativeBody>(StringComparer.Ordinal)
    {
        ["isNullOrWhiteSpace"] = (run, _, args) => Value.From(args.At(0).IsNullish || string.IsNullOrWhiteSpace(args.Text(run, 0))),
        ["isNullOrEmpty"] = (run, _, args) => Value.From(args.At(0).IsNullish || args.Text(run, 0).Length == 0),
        ["toJson"] = (run, _, args) => Text(run, new JsonTextWriter(run).Write(args.At(0)) ?? "null"),
        ["parseGuid"] = (run, _, args) => Guid.TryParse(args.Text(run, 0), out var id) ? Value.From(id.ToString()) : throw Errors.Type("The text is not a GUID"),
        ["newGuid"] = (run, _, _) => Value.From(NewGuid(run).ToString()),
        ["newGuidString"] = (run, _, _) => Value.From(NewGuid(run).ToString()),
        ["newShortGuid"] = (run, _, _) => ShortGuid(run),
        ["getGuidString"] = (run, _, _) => Value.From(NewGuid(run).ToString()),
        ["getShortGuid"] = (run, _, _) => ShortGuid(run),
        ["bytesToString"] = (run, _, args) => Text(run, Encoding.UTF8.GetString(Bytes(run, args.At(0)))),
        ["bytesFromString"] = (run, _, args) => List(run, Utf8(run, args)),
        ["bytesToBase64"] = (run, _, args) => Text(run, Convert.ToBase64String(Bytes(run, args.At(0)))),
        ["bytesFromBase64"] = (run, _, args) => List(run, Base64(run, args)),
        ["stringToBase64"] = (run, _, args) => Text(run, Convert.ToBase64String(Utf8(run, args))),
        ["stringFromBase64"] = (run, _, args) => Text(run, Encoding.UTF8.GetString(Base64(run, args))),
        ["streamToBytes"] = (run, _, args) => List(run, Bytes(run, args.At(0))),
        ["streamToBase64"] = (run, _, args) => Text(run, Convert.ToBase64String(Bytes(run, args.At(0)))),
    }.ToFrozenDictionary(f => f.Key, f => new Value(new NativeFunction(f.Key, 0, f.Value)), StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Shared.Keys;

    public static bool TryFind(string name, out Value function) => Shared.TryGetValue(name, out function);

    /// <summary>A GUID of version 4 from the engine's repeatable numbers.</summary>
    private static Guid NewGuid(ScriptRun run)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < bytes.Length; i += sizeof(uint)) BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], (uint)(run.Host.NextRandom() * (1L << 32)));
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static Value ShortGuid(ScriptRun run) =>
        Value.From(string.Concat(Convert.ToBase64String(NewGuid(run).ToByteArray()).Where(char.IsAsciiLetterOrDigit)));

    private static byte[] Bytes(ScriptRun run, Value value)
    {
        run.Scan(value.AsObject is JsArray array ? array.Length : value.IsString ? value.TextLength : 0);
        return ValueConversion.BytesOf(value) ?? throw Errors.Type("Bytes were expected: numbers from 0 to 255, or base64 text");
    }

    private static byte[] Utf8(ScriptRun run, ReadOnlySpan<Value> args)
    {
        var text = args.Text(run, 0);
        run.Scan(text.Length);
        return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] Base64(ScriptRun run, ReadOnlySpan<Value> args) => Bytes(run, Value.From(args.Text(run, 0)));

    private static Value Text(ScriptRun run, string text) => Value.From(run.Charge(text));

    private static Value List(ScriptRun run, byte[] bytes)
    {
        run.Allocate(24 + 16L * bytes.Length);
        return ValueConversion.FromBytes(bytes);
    }
}
