namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Helps to put built-ins together. All of them are frozen: runs share them and cannot change them.</summary>
internal static class BuiltIn
{
    public static Value Join(NativeFunction constructor, JsObject prototype)
    {
        constructor.Define("prototype", new Value(prototype));
        prototype.Define("constructor", new Value(constructor));
        constructor.Freeze();
        prototype.Freeze();
        return new Value(constructor);
    }

    public static Value Namespace(JsObject holder)
    {
        holder.Freeze();
        return new Value(holder);
    }

    public static JsObject Constant(this JsObject holder, string name, double value)
    {
        holder.Define(name, value, PropertyFlags.Hidden | PropertyFlags.ReadOnly);
        return holder;
    }

    /// <summary>The object that a method was called on, which must be of a kind.</summary>
    public static T Self<T>(Value self, string method) where T : JsObject =>
        self.AsObject as T ?? throw Errors.Type($"{method} was called on {Display.Of(self)}");
}
