namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>A set of characters. Immutable once built.</summary>
internal sealed class RegexSet
{
    private readonly (int From, int To)[] _ranges;
    private readonly Func<int, bool>[] _tests;
    private readonly bool _isNegative;
    private readonly bool _ignoresCase;
    private readonly bool[] _ascii = new bool[128];

    public RegexSet(IEnumerable<(int From, int To)> ranges, IEnumerable<Func<int, bool>> tests, bool isNegative, bool ignoresCase)
    {
        _ranges = Merge(ranges);
        _tests = [.. tests];
        _isNegative = isNegative;
        _ignoresCase = ignoresCase;
        for (var c = 0; c < _ascii.Length; c++) _ascii[c] = Compute(c);
    }

    public static RegexSet Of(int character, bool ignoresCase) => new([(character, character)], [], false, ignoresCase);

    public bool Has(int character) => (uint)character < 128 ? _ascii[character] : Compute(character);

    /// <summary>The form in which characters are compared when case is ignored.</summary>
    public static int Fold(int character)
    {
        if (character > 0xffff) return char.ConvertToUtf32(char.ConvertFromUtf32(character).ToUpperInvariant(), 0);
        var upper = char.ToUpperInvariant((char)character);
        return character >= 128 && upper < 128 ? character : upper;
    }

    public static bool IsWord(int c) => c < 128 && (char.IsAsciiLetterOrDigit((char)c) || c == '_');

    private static (int From, int To)[] Merge(IEnumerable<(int From, int To)> ranges)
    {
        var merged = new List<(int From, int To)>();
        foreach (var range in ranges.OrderBy(r => r.From))
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            else merged.Add(range);
        }
        return [.. merged];
    }

    private bool Compute(int character) => (Listed(character) || (_ignoresCase && ListedInOtherCase(character))) != _isNegative;

    private bool ListedInOtherCase(int character)
    {
        var folded = Fold(character);
        if (Listed(folded)) return true;
        if (character > 0xffff || folded > 0xffff) return false;
        var lower = char.ToLowerInvariant((char)folded);
        return Fold(lower) == folded && Listed(lower);
    }

    private bool Listed(int character)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (character < _ranges[middle].From) high = middle - 1;
            else if (character > _ranges[middle].To) low = middle + 1;
            else return true;
        }
        foreach (var test in _tests)
        {
            if (test(character)) return true;
        }
        return false;
    }
}
