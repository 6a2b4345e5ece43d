using System.Collections.Frozen;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Organisations;

/// <summary>The map and the bodies on it; answers who handles what. Immutable.</summary>
public sealed class OrganisationDirectory
{
    /// <summary>The kind of the office that takes whatever nobody else does.</summary>
    public const string JointOfficeKind = "joint-office";

    private readonly FrozenDictionary<string, Organisation> _byCode;
    private readonly FrozenDictionary<string, Area> _areas;
    private readonly FrozenDictionary<string, Organisation[]> _byKind;

    internal OrganisationDirectory(IReadOnlyList<Area> areas, IReadOnlyList<Organisation> organisations)
    {
        Areas = areas;
        Organisations = organisations;
        _areas = areas.ToFrozenDictionary(a => a.Code, StringComparer.Ordinal);
        _byCode = organisations.ToFrozenDictionary(o => o.Code, StringComparer.Ordinal);
        _byKind = organisations
            .SelectMany(o => (o.AlsoKinds ?? []).Prepend(o.Kind).Distinct().Select(kind => (kind, o)))
            .GroupBy(p => p.kind, p => p.o, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(o => o.Code, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Area> Areas { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Organisation> Organisations { get; }

    /// <summary>Reads <c>organisations.json</c>.</summary>
    /// <exception cref="RefusedException">
    /// <c>organisations-invalid</c>, with every finding by path: a code used twice, an unknown area, parent or level, a
    /// parent that is not above its child, a circle of parents, a missing field.
    /// </exception>
    public static OrganisationDirectory Parse(string json) => OrganisationReader.Read(json);

    public Organisation? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    public Area? FindArea(string? code) => code is null ? null : _areas.GetValueOrDefault(code);

    /// <summary>The area and all that hold it, lowest first; empty for an unknown code.</summary>
    public IEnumerable<Area> Path(string? areaCode)
    {
        for (var area = FindArea(areaCode); area is not null; area = FindArea(area.Parent)) yield return area;
    }

    /// <summary>
    /// Finds the organisation of a kind whose area holds the given one, or that serves it: at the asked level, else a
    /// level higher each time, else the nearest joint office. Where several fit, one's own area goes before an area
    /// served besides, the main kind before a further one, and then the code decides.
    /// </summary>
    /// <param name="kind">The kind asked for.</param>
    /// <param name="level">The level to begin at.</param>
    /// <param name="areaCode">Where the resident lives.</param>
    /// <param name="role">Only organisations with staff for this role; null for any.</param>
    /// <param name="employer">Credit code of the applicant's employer, whose own bodies are found at the level enterprise; null for none.</param>
    /// <exception cref="RefusedException">
    /// <c>area-unknown</c>; <c>route-none</c> where not even a joint office covers the area.
    /// </exception>
    public RouteResult Route(string kind, AreaLevel level, string areaCode, string? role = null, string? employer = null)
    {
        var path = PathCodes(areaCode);
        if (path.Length == 0) throw new RefusedException(RefusalKind.Invalid, "area-unknown", $"没有编码为“{areaCode}”的地区 (unknown area)");
        var climbed = new List<AreaLevel>();
        foreach (var step in AreaLevels.All.Where(l => l >= level))
        {
            if ((step is AreaLevel.Enterprise ? Within(employer, kind, role) : Best(kind, step, path, role)) is { } body) return new(body, level, climbed, false);
            climbed.Add(step);
        }

        var office = Nearest(JointOfficeKind, path) ?? throw new RefusedException(RefusalKind.Conflict, "route-none", $"“{areaCode}”没有联席会议办公室 (no joint office covers the area)");
        return new(office, level, climbed, true);
    }

    /// <summary>
    /// The joint office that looks after a case or a body: the nearest one of the area. It is never refused: where the
    /// area has ended since, or none covers it, the first of the file takes whatever would be lost.
    /// </summary>
    public Organisation JointOfficeOf(string? areaCode) =>
        Nearest(JointOfficeKind, PathCodes(areaCode)) ?? Organisations.First(o => o.Is(JointOfficeKind));

    /// <summary>The lowest body of a kind that has or serves the area; the joint office where there is none such.</summary>
    public Organisation NearestOf(string kind, string? areaCode) => Nearest(kind, PathCodes(areaCode)) ?? JointOfficeOf(areaCode);

    /// <summary>Organisations in an area's subtree or serving it, of a kind; null asks for all. In the file's order.</summary>
    public IEnumerable<Organisation> In(string? areaCode, string? kind)
    {
        var path = PathCodes(areaCode);
        return Organisations.Where(o =>
            (kind is null || o.Is(kind)) &&
            (areaCode is null || IsWithin(o.Area, areaCode) || o.Serves?.Any(path.Contains) is true));
    }

    /// <summary>Whether an area is another or lies in it.</summary>
    public bool IsWithin(string areaCode, string outerCode) => Path(areaCode).Any(a => a.Code == outerCode);

    private string[] PathCodes(string? areaCode) => [.. Path(areaCode).Select(a => a.Code)];

    private Organisation? Best(string kind, AreaLevel level, string[] path, string? role) =>
        _byKind.GetValueOrDefault(kind, [])
            .Where(o => o.Level == level && (role is null || o.Roles.Contains(role)) && Covers(o, path))
            .OrderBy(o => path.Contains(o.Area) ? 0 : 1)
            .ThenBy(o => o.Kind == kind ? 0 : 1)
            .ThenBy(o => o.Code, StringComparer.Ordinal)
            .FirstOrDefault();

    private Organisation? Nearest(string kind, string[] path) =>
        AreaLevels.All.Select(level => Best(kind, level, path, null)).FirstOrDefault(body => body is not null);

    /// <summary>An employer's own body, wherever the applicant lives.</summary>
    private Organisation? Within(string? employer, string kind, string? role) => CreditCode.TryParse(employer, out var code, out _)
        ? _byKind.GetValueOrDefault(kind, []).FirstOrDefault(o => o.Employer == code && (role is null || o.Roles.Contains(role)))
        : null;

    private static bool Covers(Organisation organisation, string[] path) =>
        path.Contains(organisation.Area) || organisation.Serves?.Any(path.Contains) is true;
}
