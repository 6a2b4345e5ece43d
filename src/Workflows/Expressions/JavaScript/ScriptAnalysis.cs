namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>What can be said of a script without running it.</summary>
internal sealed class ScriptAnalysis
{
    private readonly Dictionary<string, OrderedDictionary<string, bool>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);

    public ScriptAnalysis(string source, Parser parser)
    {
        var free = parser.Identifiers.Where(i => i.IsFree).ToList();
        foreach (var use in free)
            _offsets[use.Name] = Math.Min(use.Position, _offsets.GetValueOrDefault(use.Name, int.MaxValue));
        FreeNames = _offsets.Keys.ToHashSet(StringComparer.Ordinal);
        var calls = parser.Calls.Where(c => ((Identifier)c.Callee).IsFree).OrderBy(c => c.Position).ToList();
        Calls = [.. calls.Zip(SourceError.LocateAll(source, calls.Select(c => c.Position)), Describe)];
        var explained = new HashSet<Identifier>();
        foreach (var member in parser.MemberUses) AddMember((Identifier)member.Target, member.Name, explained);
        foreach (var (from, pattern) in parser.PatternUses) AddPattern(from, pattern, explained);
        foreach (var call in parser.Calls) explained.Add((Identifier)call.Callee);
        _whole.UnionWith(free.Where(i => !explained.Contains(i)).Select(i => i.Name));
        IsConstant = free.Count == 0 && !parser.Identifiers.Any(i => i.Binding is null && i.Name is "Date") && !UsesRandom(parser);
    }

    public IReadOnlySet<string> FreeNames { get; }

    public IReadOnlyList<ScriptCall> Calls { get; }

    public bool IsConstant { get; }

    public int OffsetOf(string name) => _offsets.GetValueOrDefault(name);

    public IReadOnlyList<string> MembersOf(string name) => _members.TryGetValue(name, out var names) ? [.. names.Keys] : [];

    public bool UsesWhole(string name) => _whole.Contains(name);

    private static ScriptCall Describe(Call call, (int Line, int Column) place)
    {
        var arguments = call.Arguments.Select(a => a is Constant { Value: { IsString: true } text } ? text.Text : null);
        return new ScriptCall(((Identifier)call.Callee).Name, [.. arguments], place.Line, place.Column);
    }

    private void AddMember(Identifier target, string? name, HashSet<Identifier> explained)
    {
        if (!target.IsFree || name is null) return;
        explained.Add(target);
        if (!_members.TryGetValue(target.Name, out var names)) _members.Add(target.Name, names = new(StringComparer.Ordinal));
        names.TryAdd(name, true);
    }

    private void AddPattern(Identifier source, ObjectPattern pattern, HashSet<Identifier> explained)
    {
        if (!source.IsFree) return;
        foreach (var property in pattern.Properties) AddMember(source, property.Name, explained);
        if (pattern.HasRest || pattern.Properties.Any(p => p.Name is null)) explained.Remove(source);
    }

    /// <summary>Math used other than by a named member counts, as random may be meant.</summary>
    private static bool UsesRandom(Parser parser)
    {
        var harmless = parser.MemberUses.Where(m => m.Name is not (null or "random")).Select(m => m.Target).ToHashSet();
        return parser.Identifiers.Any(i => i.Binding is null && i.Name == "Math" && !harmless.Contains(i));
    }
}
