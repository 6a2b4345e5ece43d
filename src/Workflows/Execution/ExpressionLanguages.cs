using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>What is said of expressions that Elsa may run and this engine does not. Nothing is passed over in silence.</summary>
internal static class ExpressionLanguages
{
    private static readonly string[] Run = ["Literal", "JavaScript", "Variable", "Input", "Object", "Json"];

    private static readonly string[] Hidden = ["getConfig"];

    /// <summary>Why an expression of this type is refused, and what to write in its place.</summary>
    public static string Refusal(string type) => type switch
    {
        "Liquid" => "Liquid templates are not run here; write the text as a JavaScript template, such as `Dear ${getName()}`.",
        "CSharp" or "C#" => "C# is not run here, as it would run with the rights of the server; write the expression in JavaScript.",
        "Python" => "Python is not run here, as it would run with the rights of the server; write the expression in JavaScript.",
        "Delegate" => "A delegate lives only in a program and cannot be read from a definition; write the expression in JavaScript.",
        "Secret" => "Secrets are not kept here; let the host hold the secret and pass in what is needed as a workflow input.",
        "" => "The expression names no type; write Literal or JavaScript.",
        _ when Array.Find(Run, known => known.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } meant => $"Expression types are case-sensitive: write {meant}, not {type}.",
        _ => $"There are no expressions of the type “{type}”; use {string.Join(", ", Run[..^1])}.",
    };

    /// <summary>Functions of Elsa that a script names and that would show it the host.</summary>
    public static IEnumerable<string> NotOffered(Script script) => Hidden.Where(script.FreeNames.Contains);
}
