namespace OneWindow.Workflows.Expressions.JavaScript;

internal enum TokenKind : byte
{
    End,
    Name,
    Keyword,
    Punctuator,
    Number,
    String,
}

/// <summary>A piece of source. Text is the name, the operator, or the content of a string.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, double Number, int Start, int End, bool AfterLineEnd)
{
    public bool Is(string operatorOrKeyword) => Kind is TokenKind.Punctuator or TokenKind.Keyword && Text == operatorOrKeyword;

    public bool IsName(string name) => Kind is TokenKind.Name && Text == name;
}
