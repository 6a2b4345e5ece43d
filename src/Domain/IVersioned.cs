namespace OneWindow.Domain;

/// <summary>Has a version that each stored change raises by one; a change made to an older version is refused.</summary>
public interface IVersioned
{
    int Version { get; }
}
