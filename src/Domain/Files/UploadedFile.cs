namespace OneWindow.Domain.Files;

/// <summary>
/// A file that was handed in to a case, for one of its materials or for the case as a whole. The content lies in the file
/// store under its checksum; this row says whose it is. Rows are marked as removed and never deleted.
/// </summary>
public sealed class UploadedFile : IVersioned
{
    private UploadedFile()
    {
    }

    public UploadedFile(Guid id, Guid caseId, FileFacts facts, string uploadedBy, DateTimeOffset uploadedAt)
    {
        (Id, CaseId, MaterialKey, NameSealed) = (id, caseId, facts.MaterialKey, facts.NameSealed);
        (MediaType, Size, Checksum) = (facts.MediaType, facts.Size, facts.Checksum);
        (UploadedBy, UploadedAt) = (uploadedBy, uploadedAt);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Key of the material in the service; null for what belongs to the case as a whole.</summary>
    public string? MaterialKey { get; private set; }

    /// <summary>The name as it is shown; sealed, because people write names and numbers into it.</summary>
    public string NameSealed { get; private set; } = "";

    /// <summary>What the content is, whatever the name says: <see cref="FileType.MediaType"/>.</summary>
    public string MediaType { get; private set; } = "";

    /// <summary>Bytes of the content.</summary>
    public long Size { get; private set; }

    /// <summary>Keyed hash of the content in hexadecimal, which is also its address in the file store.</summary>
    public string Checksum { get; private set; } = "";

    /// <summary>User name, or "applicant".</summary>
    public string UploadedBy { get; private set; } = "";

    public DateTimeOffset UploadedAt { get; private set; }

    /// <summary>Null while it counts.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    public string? RemovedBy { get; private set; }
    public int Version { get; private set; }

    /// <summary>It was the wrong file: it no longer shows.</summary>
    /// <returns>False where it was removed before.</returns>
    public bool Remove(string by, DateTimeOffset now)
    {
        if (RemovedAt is not null) return false;
        (RemovedAt, RemovedBy) = (now, by);
        return true;
    }
}

/// <summary>What is known of a file's content and name.</summary>
public sealed record FileFacts(string? MaterialKey, string NameSealed, string MediaType, long Size, string Checksum);
