using System.Text.Json;
using System.Text.Json.Serialization;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>Reads and writes states, stimuli, journals and effects as compact JSON.</summary>
public static class StateJson
{
    /// <summary>Chinese text stands as itself: a third of the size, and readable.</summary>
    private static readonly StateJsonContext Json = new(new JsonSerializerOptions(StateJsonContext.Default.Options)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = Limits.JsonDepth + 32,
    });

    /// <summary>The JSON of a state.</summary>
    public static string Write(WorkflowState state) => JsonSerializer.Serialize(state, Json.WorkflowState);

    /// <summary>Reads a state of this or an earlier format.</summary>
    /// <exception cref="JsonException">It is not a state, or one of a newer build.</exception>
    public static WorkflowState Read(string json)
    {
        var state = JsonSerializer.Deserialize(json, Json.WorkflowState) ?? throw new JsonException("A state is a JSON object.");
        return state.Format <= WorkflowState.CurrentFormat ? state : throw new JsonException($"The state has format {state.Format}; this build reads up to {WorkflowState.CurrentFormat}.");
    }

    /// <summary>The JSON of what moved the instance.</summary>
    public static string Write(Stimulus stimulus) => JsonSerializer.Serialize(stimulus, Json.Stimulus);

    /// <summary>Reads a stimulus back, for replay.</summary>
    public static Stimulus ReadStimulus(string json) => JsonSerializer.Deserialize(json, Json.Stimulus) ?? throw new JsonException("A stimulus is a JSON object.");

    /// <summary>The JSON of a burst's journal.</summary>
    public static string Write(IReadOnlyList<JournalEntry> journal) => JsonSerializer.Serialize(journal, Json.IReadOnlyListJournalEntry);

    /// <summary>Reads a journal back.</summary>
    public static IReadOnlyList<JournalEntry> ReadJournal(string json) => JsonSerializer.Deserialize(json, Json.IReadOnlyListJournalEntry) ?? [];
}

/// <summary>Values stand in JSON as what they are.</summary>
public sealed class ValueJsonConverter : JsonConverter<Value>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return Value.Null;
            case JsonTokenType.True: return Value.True;
            case JsonTokenType.False: return Value.False;
            case JsonTokenType.Number: return Value.From(reader.GetDouble());
            case JsonTokenType.String: return Value.From(reader.GetString());
            default:
                using (var document = JsonDocument.ParseValue(ref reader)) return Value.FromJson(document.RootElement);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options)
    {
        try
        {
            value.WriteTo(writer);
        }
        catch (ScriptException)
        {
            // A script changed a value in place so that it contains itself, or is far too large. The value is lost, the case is not.
            writer.WriteNullValue();
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(ValueJsonConverter)])]
[JsonSerializable(typeof(WorkflowState))]
[JsonSerializable(typeof(Stimulus))]
[JsonSerializable(typeof(IReadOnlyList<JournalEntry>))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
