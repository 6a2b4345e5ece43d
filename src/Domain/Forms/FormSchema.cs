using System.Text.Json;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Forms;

/// <summary>
/// A form, described by the part of JSON Schema 2020-12 that forms use. A keyword outside that part is refused when the
/// form is read: a rule that is silently not checked is worse than none. Immutable.
/// </summary>
public sealed class FormSchema
{
    private readonly SchemaNode _root;

    private FormSchema(SchemaNode root, JsonElement json)
    {
        _root = root;
        Json = json;
        Fields = FormFieldReader.Read(root);
    }

    /// <summary>The schema as it was read, for pages and software that want JSON Schema itself.</summary>
    public JsonElement Json { get; }

    /// <summary>The fields to draw, in the order of the schema, conditional ones last.</summary>
    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="RefusedException">
    /// <c>schema-unsupported</c> names a keyword, type or format that is not checked here; <c>schema-invalid</c> a
    /// keyword whose value makes no sense. Both carry every finding by path.
    /// </exception>
    public static FormSchema Parse(JsonElement schema)
    {
        var own = schema.Clone();
        return new(SchemaReader.Read(own), own);
    }

    /// <summary>
    /// The fields as they are with these answers: what belongs to another answer is left out, and what this one asks for is
    /// required.
    /// </summary>
    public IReadOnlyList<FormField> FieldsFor(JsonElement answers) => FormFieldReader.Read(_root, answers);

    /// <summary>Everything in a form's answers that does not fit; empty where all is right.</summary>
    /// <param name="value">The answers.</param>
    /// <param name="pathPrefix">Put before each field's path, such as <c>form</c>.</param>
    public IReadOnlyList<FormError> Validate(JsonElement value, string pathPrefix = "")
    {
        var errors = new List<FormError>();
        SchemaChecker.Check(_root, value, pathPrefix, errors);
        return [.. errors.Distinct()];
    }
}
