using System.Text.Json.Serialization;

namespace OneWindow.Domain.Organisations;

/// <summary>Administrative levels, lowest first; routing climbs in this order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AreaLevel>))]
public enum AreaLevel
{
    /// <summary>企业、单位: bodies within an employer, such as its union. No area is of this level.</summary>
    [JsonStringEnumMemberName("enterprise")]
    Enterprise,

    /// <summary>村、社区</summary>
    [JsonStringEnumMemberName("village")]
    Village,

    /// <summary>乡镇、街道</summary>
    [JsonStringEnumMemberName("township")]
    Township,

    /// <summary>县、区</summary>
    [JsonStringEnumMemberName("county")]
    County,

    /// <summary>市、州</summary>
    [JsonStringEnumMemberName("city")]
    City,

    /// <summary>省、自治区、直辖市</summary>
    [JsonStringEnumMemberName("province")]
    Province,
}

/// <summary>The words for levels in JSON.</summary>
public static class AreaLevels
{
    /// <summary>Every level, lowest first.</summary>
    public static IReadOnlyList<AreaLevel> All { get; } = Enum.GetValues<AreaLevel>();

    public static bool TryParse(string? text, out AreaLevel level)
    {
        foreach (var candidate in All)
        {
            if (candidate.ToText() != text) continue;
            level = candidate;
            return true;
        }

        level = default;
        return false;
    }

    public static string ToText(this AreaLevel level) => level switch
    {
        AreaLevel.Enterprise => "enterprise",
        AreaLevel.Village => "village",
        AreaLevel.Township => "township",
        AreaLevel.County => "county",
        AreaLevel.City => "city",
        AreaLevel.Province => "province",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}

/// <summary>A piece of the administrative map.</summary>
/// <param name="Code">As in GB/T 2260 and GB/T 10114 where official: 6 digits for a county, 9 and 12 below.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name; null where none is known.</param>
/// <param name="Level">Its level.</param>
/// <param name="Parent">The area that holds it; null at the top.</param>
public sealed record Area(string Code, string Name, string? NameEn, AreaLevel Level, string? Parent);

/// <summary>A body that takes part in handling cases.</summary>
/// <param name="Code">Short readable slug; user names are built from it.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name; null where none is known.</param>
/// <param name="Kind">What routing asks for, such as <c>disabled-federation</c>.</param>
/// <param name="Level">The level at which it acts.</param>
/// <param name="Area">The area it is responsible for, with all that lies in it.</param>
/// <param name="Parent">The organisation it reports to; null at the top.</param>
/// <param name="Roles">The roles it has staff for: clerk, handler, approver, supervisor.</param>
/// <param name="Serves">Areas outside its own that it serves too.</param>
/// <param name="AlsoKinds">Further kinds whose work it does, as a township government does where a village has no committee.</param>
/// <param name="Email">Where it is written to; null where nobody reads mails.</param>
/// <param name="Employer">Credit code (GB 32100) of the employer that it belongs to; exactly the bodies of the level enterprise have one.</param>
/// <param name="CoveredBy">Code of the body that gets its tasks while everybody of a post is away; null where they wait.</param>
public sealed record Organisation(
    string Code,
    string Name,
    string? NameEn,
    string Kind,
    AreaLevel Level,
    string Area,
    string? Parent,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Serves = null,
    IReadOnlyList<string>? AlsoKinds = null,
    string? Email = null,
    string? Phone = null,
    string? Employer = null,
    string? CoveredBy = null)
{
    /// <summary>Whether it does the work of a kind, as its own or besides.</summary>
    public bool Is(string kind) => Kind == kind || AlsoKinds?.Contains(kind) is true;
}

/// <summary>Where a step goes, and how that was found.</summary>
/// <param name="Body">The organisation that gets it.</param>
/// <param name="Asked">The level that the step asks for.</param>
/// <param name="Climbed">The levels at which nobody was found, in order; empty where the asked level had someone.</param>
/// <param name="FellBackToJointOffice">No level had anyone, and the joint office has to decide who does it.</param>
public sealed record RouteResult(Organisation Body, AreaLevel Asked, IReadOnlyList<AreaLevel> Climbed, bool FellBackToJointOffice);
