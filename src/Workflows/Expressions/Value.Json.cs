using System.Text.Json;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Expressions;

public readonly partial struct Value
{
    /// <summary>The value of a JSON element. A later property of the same name replaces an earlier one.</summary>
    /// <exception cref="ScriptException">The JSON is nested more than <see cref="Limits.JsonDepth"/> deep.</exception>
    public static Value FromJson(JsonElement element) => FromJson(element, 0);

    /// <summary>The value of a JSON text.</summary>
    /// <exception cref="ScriptException">The text is no JSON, or is nested too deeply.</exception>
    public static Value FromJsonText(string json) => JsonReader.Read(null, json);

    /// <summary>
    /// Writes the value as JSON: undefined is null, or left out of an object; functions likewise; NaN and the
    /// infinities are null; a date is its ISO text.
    /// </summary>
    /// <exception cref="ScriptException">The value contains itself, or is nested too deeply.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_reference is JsObject) writer.WriteRawValue(ToJsonText(), skipInputValidation: true);
        else if (IsNumber && double.IsFinite(_number)) writer.WriteRawValue(NumberText.Format(_number), skipInputValidation: true);
        else if (IsString) writer.WriteStringValue(Text);
        else if (IsBoolean) writer.WriteBooleanValue(_number != 0);
        else writer.WriteNullValue();
    }

    /// <summary>As <see cref="WriteTo"/>, as an element that owns its memory.</summary>
    public JsonElement ToJson()
    {
        var options = new JsonDocumentOptions { MaxDepth = Limits.JsonDepth + 1 };
        using var document = JsonDocument.Parse(ToJsonText(), options);
        return document.RootElement.Clone();
    }

    /// <summary>As <see cref="WriteTo"/>, as compact text.</summary>
    public string ToJsonText()
    {
        var text = new JsonTextWriter(null).Write(this);
        return text ?? "null";
    }

    private static Value FromJson(JsonElement element, int depth)
    {
        if (depth > Limits.JsonDepth) throw Errors.TooDeep("The JSON is nested too deeply");
        switch (element.ValueKind)
        {
            case JsonValueKind.True: return True;
            case JsonValueKind.False: return False;
            case JsonValueKind.Null: return Null;
            case JsonValueKind.Number: return element.GetDouble();
            case JsonValueKind.String: return element.GetString();
            case JsonValueKind.Array:
                var items = new Value[element.GetArrayLength()];
                var index = 0;
                foreach (var item in element.EnumerateArray()) items[index++] = FromJson(item, depth + 1);
                return new(new JsArray(items));
            case JsonValueKind.Object:
                var result = new JsObject();
                foreach (var property in element.EnumerateObject()) result.Put(null, property.Name, FromJson(property.Value, depth + 1));
                return new(result);
            default: return default;
        }
    }
}
