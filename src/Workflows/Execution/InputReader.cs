using System.Globalization;
using System.Text.Json.Nodes;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>An activity that works something out once per place where it is used, such as parsed cases.</summary>
internal interface IPrepared
{
    object? Prepare(PlanNode node, InputReader reader);
}

/// <summary>Reads the input expressions of one activity.</summary>
internal sealed class InputReader(WorkflowDefinition definition, PlanNode node, List<Finding> errors, OutputReferences references)
{
    /// <summary>Reads the property that holds an input.</summary>
    public CompiledInput Read(InputDescriptor input)
    {
        if ((input.IsRaw ? null : ExpressionOf(node.Definition.Property(input.Name))) is not { } expression)
        {
            if (input.IsRequired && !input.IsRaw) Error("OW104-missing-input", input.Name, $"The input “{input.Name}” is missing.");
            return LiteralInput.Absent;
        }
        var compiled = ReadExpression(expression, input.Type, input.Name);
        return input.Options is { } options && compiled is LiteralInput literal ? literal with { Value = Exact(options, literal.Value) } : compiled;
    }

    /// <summary>What stands in {typeName,expression}, null where that holds no expression; anything else is a bare literal.</summary>
    private static JsonNode? ExpressionOf(JsonNode? property) =>
        property is not JsonObject wrapped ? property
        : wrapped.TryGetPropertyValue("expression", out var expression) ? expression
        : wrapped.ContainsKey("typeName") ? null : wrapped;

    /// <summary>Options are named whatever the case of their letters, or numbered; what none matches stays, for the check to find.</summary>
    private static Value Exact(IReadOnlyList<string> options, Value written)
    {
        if (written.IsNullish) return written;
        var text = written.AsText;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < options.Count) return options[number];
        return options.FirstOrDefault(o => o.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } exact ? Value.From(exact) : written;
    }

    /// <summary>Reads {type,value}, or a bare value as a literal.</summary>
    public CompiledInput ReadExpression(JsonNode? expression, DataType type, string place)
    {
        try
        {
            if (expression is not JsonObject json || WorkflowDefinition.Text(json, "type") is not { } kind) return Literal(expression, type);
            var value = json["value"];
            return kind switch
            {
                "Literal" => Literal(value, type),
                "JavaScript" => ReadScript(value, type, place),
                "Variable" => ReadVariable(value, type, place),
                "Input" => ReadInput(value, type, place),
                "Object" or "Json" => ReadObject(value, type, place),
                _ => Refuse("OW107-expression-type", place, ExpressionLanguages.Refusal(kind)),
            };
        }
        catch (ScriptException e)
        {
            return Refuse("OW105-expression", place, $"The expression does not parse: line {e.Line}, column {e.Column}: {e.Message}");
        }
        catch (ValueConversionException e)
        {
            return Refuse("OW108-literal-type", place, e.Message);
        }
    }

    /// <summary>The first value of a variable.</summary>
    public Value ReadInitial(VariableDefinition variable)
    {
        try
        {
            var value = FromNode(variable.Initial);
            if (value.Kind == ValueKind.String && variable.Type != DataType.String && value.AsText.Length == 0) return Value.Null;
            if (value.Kind == ValueKind.String && variable.Type.Base == BaseType.Object && ValueConversion.TryParseJson(value.AsText, out var parsed)) value = parsed;
            return ValueConversion.To(variable.Type, value);
        }
        catch (ValueConversionException e)
        {
            Error("OW108-literal-type", "variables", $"The first value of the variable “{variable.Name}”: {e.Message}");
            return Value.Null;
        }
    }

    /// <summary>A script that an activity runs by itself; null, with a finding, where it does not parse.</summary>
    public Script? ParseScript(string source, string place)
    {
        try
        {
            var script = Script.Parse(source);
            Note(script, place);
            return script;
        }
        catch (ScriptException e)
        {
            return Report<Script?>("OW105-expression", place, $"The script does not parse: line {e.Line}, column {e.Column}: {e.Message}", null);
        }
    }

    private ScriptInput ReadScript(JsonNode? value, DataType type, string place)
    {
        var script = Script.Parse(Text(value) ?? "");
        Note(script, place);
        return new ScriptInput(script, type);
    }

    /// <summary>Notes what a script asks for, and refuses what it must not.</summary>
    private void Note(Script script, string place)
    {
        references.Add(script);
        node.Scripts.Add((place, script));
        foreach (var name in ExpressionLanguages.NotOffered(script))
            Error("OW114-not-offered", place, $"Line {script.PlaceOf(name).Line}, column {script.PlaceOf(name).Column}: “{name}” is not offered here; pass the setting in as a workflow input.");
    }

    /// <summary>Text that begins with a brace or bracket is JSON where something other than text is wanted.</summary>
    private static LiteralInput Literal(JsonNode? value, DataType type)
    {
        var plain = FromNode(value);
        if (plain.Kind == ValueKind.String && (type.Base != BaseType.String || type.IsArray))
        {
            var text = plain.AsText.TrimStart();
            if (text.Length == 0 && type.Base != BaseType.Object) return LiteralInput.Absent;
            if (text.StartsWith('{') || text.StartsWith('['))
                plain = ValueConversion.TryParseJson(text, out var parsed) ? parsed : throw new ValueConversionException("The literal is not JSON.");
        }
        return new LiteralInput(ValueConversion.To(type, plain), type);
    }

    private LiteralInput ReadObject(JsonNode? value, DataType type, string place)
    {
        if (value is JsonObject or JsonArray) return new LiteralInput(ValueConversion.To(type, FromNode(value)), type);
        return ValueConversion.TryParseJson(Text(value) ?? "null", out var parsed)
            ? new LiteralInput(ValueConversion.To(type, parsed), type)
            : Refuse("OW105-expression", place, "The object is not JSON.");
    }

    private CompiledInput ReadVariable(JsonNode? value, DataType type, string place)
    {
        var id = Reference(value, "id");
        var known = id is not null && Array.Exists(node.Variables, v => v.Id == id);
        return known ? new VariableInput(id!, type) : Refuse("OW106-unknown-variable", place, $"There is no variable “{id}” here.");
    }

    private CompiledInput ReadInput(JsonNode? value, DataType type, string place)
    {
        var name = Reference(value, "name");
        var input = definition.Inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase));
        return input is not null ? new WorkflowInput(input.Name, type) : Refuse("OW109-unknown-input", place, $"The workflow has no input “{name}”.");
    }

    /// <summary>A variable or input stands as an object, as that object's JSON text, or as its bare key.</summary>
    private static string? Reference(JsonNode? value, string key)
    {
        if (value is JsonObject json) return WorkflowDefinition.Text(json, key);
        var text = Text(value);
        if (text is null || !text.TrimStart().StartsWith('{')) return text;
        return ValueConversion.TryParseJson(text, out var parsed) && parsed.TryGetProperty(key, out var found) ? found.AsText : text;
    }

    private static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar when scalar.TryGetValue(out string? text) => text,
        _ => value.ToJsonString(),
    };

    internal static Value FromNode(JsonNode? node)
    {
        if (node is null) return Value.Null;
        if (node is JsonValue scalar && scalar.TryGetValue(out System.Text.Json.JsonElement element)) return Value.FromJson(element);
        using var document = System.Text.Json.JsonDocument.Parse(node.ToJsonString());
        return Value.FromJson(document.RootElement);
    }

    private LiteralInput Refuse(string code, string place, string message)
    {
        Error(code, place, message);
        return LiteralInput.Absent;
    }

    /// <summary>Reports a finding and gives back what to go on with, so that the rest is still checked.</summary>
    public T Report<T>(string code, string place, string message, T goOnWith)
    {
        Error(code, place, message);
        return goOnWith;
    }

    private void Error(string code, string place, string message) =>
        errors.Add(new(code, FindingSeverity.Error, node.Id, $"{node.Definition.JsonPath}.{place}", message));
}
