namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Gives each use of a name its place, once the whole text is known.</summary>
internal static class Resolver
{
    public static void Resolve(Identifier identifier, Lexer lexer)
    {
        var binding = Find(identifier);
        if (binding is null)
        {
            ResolveFree(identifier, lexer);
            return;
        }
        var from = identifier.Scope.Function;
        var isInner = !ReferenceEquals(from, binding.Scope.Function);
        if (isInner) binding.IsCaptured = true;
        var mayComeFirst = isInner || identifier.Position < binding.UsableFrom || binding.Scope.IsSwitch;
        var needsCheck = binding.IsLexical && mayComeFirst && !identifier.IsDeclaration;
        binding.NeedsCheck |= needsCheck;
        identifier.Bind(binding, isInner ? Capture(from, binding) : -1, needsCheck);
    }

    private static Binding? Find(Identifier identifier)
    {
        for (var scope = identifier.Scope; scope is not null; scope = scope.Parent)
        {
            if (scope.Find(identifier.Name) is { } binding) return binding;
            if (identifier.Name == "arguments" && scope is { IsFunction: true, Function: { IsArrow: false, IsScript: false } function })
            {
                return function.Arguments = scope.Add("arguments", BindingKind.Arguments, 0);
            }
        }
        return null;
    }

    /// <summary>Passes the box down through every function between its owner and its user.</summary>
    private static int Capture(FunctionInfo user, Binding binding)
    {
        for (var between = user.Outer!; !ReferenceEquals(between, binding.Scope.Function); between = between.Outer!) between.CaptureIndex(binding);
        return user.CaptureIndex(binding);
    }

    private static void ResolveFree(Identifier identifier, Lexer lexer)
    {
        if (Refusals.OfName(identifier.Name) is { } refusal) throw lexer.Error(identifier.Position, refusal);
        if (!Globals.TryGet(identifier.Name, out var value)) return;
        if (identifier.IsAssigned) throw lexer.Error(identifier.Position, $"The built-in {identifier.Name} cannot be assigned to");
        identifier.BindBuiltIn(value);
    }
}

/// <summary>Parts of JavaScript that scripts may not use, with the words that say so.</summary>
internal static class Refusals
{
    public static string? OfName(string name) => name switch
    {
        "eval" => Of("eval"),
        "Function" => Of("the Function constructor"),
        "Symbol" or "Proxy" or "Promise" or "Reflect" or "WeakMap" or "WeakSet" or "WeakRef" or "BigInt" => Of(name),
        "globalThis" or "window" or "global" => Of(name),
        _ => null,
    };

    public static string? OfKeyword(string keyword) => keyword switch
    {
        "class" => Of("class"),
        "super" => Of("super"),
        "import" => Of("import"),
        "export" => Of("export"),
        "with" => Of("with"),
        "debugger" => Of("debugger"),
        "enum" => Of("enum"),
        _ => null,
    };

    public static string? OfMember(string member) => member switch
    {
        "__proto__" => Of("__proto__"),
        "defineProperty" or "defineProperties" or "setPrototypeOf" or "__defineGetter__" or "__defineSetter__" => Of(member),
        _ => null,
    };

    public static string Of(string construct) => $"{construct} is not part of this language";
}
