using System.Text.Json.Serialization;

namespace OneWindow.Domain.Cases;

public enum MaterialState
{
    /// <summary>At hand.</summary>
    [JsonStringEnumMemberName("provided")]
    Provided,

    /// <summary>Promised for later; the case goes on meanwhile (容缺受理).</summary>
    [JsonStringEnumMemberName("promised")]
    Promised,

    /// <summary>Not there and not promised.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}

/// <summary>One paper of a case.</summary>
/// <param name="Key">Key of the material in the service.</param>
/// <param name="PromisedUntil">Last day for a promised paper; null otherwise.</param>
public sealed record CaseMaterial(string Key, MaterialState State, DateOnly? PromisedUntil = null, string? Note = null);

/// <summary>What was told to be missing, once and completely (一次性告知).</summary>
/// <param name="Keys">Every material that was missing when the notice was given.</param>
/// <param name="Doubted">Papers that were at hand then and were found wanting since; null for none.</param>
/// <param name="Later">What was told after it, oldest first; null for nothing.</param>
public sealed record GapNotice(
    DateTimeOffset At, IReadOnlyList<string> Keys, IReadOnlyList<string>? Doubted = null, IReadOnlyList<LaterNotice>? Later = null);

/// <summary>A further notice of gaps. Whoever gives one says why the first was not the whole.</summary>
/// <param name="Keys">What was missing.</param>
/// <param name="Old">Of these, what lay before the clerk when the first notice was given: it could have been told then.</param>
public sealed record LaterNotice(DateTimeOffset At, IReadOnlyList<string> Keys, IReadOnlyList<string> Old);

/// <summary>A stretch of time that does not count towards the case's limit.</summary>
/// <param name="BookmarkId">The waiting step that caused it.</param>
/// <param name="To">Null while it lasts.</param>
public sealed record CasePause(string BookmarkId, DateTimeOffset From, DateTimeOffset? To, string ReasonZh, string ReasonEn);
