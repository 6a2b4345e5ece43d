namespace OneWindow.Api.Pages.Shared;

/// <summary>
/// What a page adds to the form that it answers, so that the answer can be shown in the other language as well where it
/// could not be found again. It travels sealed with the form (<see cref="LanguageSwitch"/>).
/// </summary>
internal sealed class AnswerNotes
{
    private readonly Dictionary<string, string[]> _values = new(StringComparer.Ordinal);

    /// <summary>What is to be done when something is added, as the header may have been drawn before.</summary>
    public Action? Changed { get; set; }

    public IReadOnlyDictionary<string, string[]> Values => _values;

    public void Add(string name, string value)
    {
        _values[name] = [value];
        Changed?.Invoke();
    }
}
