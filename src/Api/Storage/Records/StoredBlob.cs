namespace OneWindow.Api.Storage.Records;

/// <summary>A sealed file that is kept in the database.</summary>
internal sealed class StoredBlob
{
    public string Address { get; private set; } = "";

    /// <summary>Sealed bytes.</summary>
    public long Length { get; private set; }

    /// <summary>When it was last put.</summary>
    public DateTimeOffset StoredAt { get; private set; }
}

/// <summary>A piece of a sealed file, small enough to go through memory.</summary>
internal sealed class StoredBlobPart
{
    public string Address { get; private set; } = "";

    /// <summary>0, 1, 2 …</summary>
    public int Number { get; private set; }

    public byte[] Content { get; private set; } = [];
}
