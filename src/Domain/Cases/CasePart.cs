using System.Text.Json.Serialization;

namespace OneWindow.Domain.Cases;

/// <summary>Where a part of a matter is.</summary>
public enum PartState
{
    /// <summary>Its turn comes when another part has ended.</summary>
    Waiting,

    /// <summary>A case of its own is under way.</summary>
    Running,

    /// <summary>Its case is closed, with whatever result.</summary>
    Closed,

    /// <summary>It never began: what it waited for did not come about, or the matter was withdrawn first.</summary>
    Dropped,
}

/// <summary>One service of a matter (一件事), and the case that handles it.</summary>
/// <param name="Key">Key of the part in the matter.</param>
/// <param name="Service">Key of its service.</param>
/// <param name="ServiceVersion">The version that was in force, and was checked, when the matter was registered.</param>
/// <param name="DefinitionId">The workflow of that version.</param>
/// <param name="After">Key of the part that must succeed first; null where it begins at once.</param>
/// <param name="CaseId">Its case; null while it waits and where it was dropped.</param>
/// <param name="Result">What its case was closed with; null until then.</param>
/// <param name="Succeeded">The result is what was asked for.</param>
public sealed record CasePart(
    string Key, string Service, int ServiceVersion, string DefinitionId, int DefinitionVersion, string? After = null, PartState State = PartState.Waiting,
    Guid? CaseId = null, string? Number = null, string? Result = null, bool Succeeded = false, DateTimeOffset? EndedAt = null)
{
    /// <summary>Nothing more comes of it, unless its case is opened again.</summary>
    [JsonIgnore]
    public bool IsOver => State is PartState.Closed or PartState.Dropped;
}
