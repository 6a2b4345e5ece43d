namespace OneWindow.Api.Storage.Files;

/// <summary>
/// Where sealed files lie under their addresses. A file is put before the rows that name it are committed, so that a row
/// always finds its file; where the commit never comes, an orphan stays behind that the sweep takes after a day.
/// </summary>
internal interface IFileStore
{
    /// <summary>
    /// Keeps a finished spool for good. Where the address is taken, what lies there is the same content: it only counts
    /// as put anew, so that no sweep takes it from whoever is about to name it.
    /// </summary>
    Task PutAsync(Spool spool, CancellationToken ct);

    /// <summary>The sealed bytes from their beginning, seekable; null where there are none.</summary>
    Task<Stream?> OpenAsync(string address, CancellationToken ct);

    Task<bool> HasAsync(string address, CancellationToken ct);

    /// <summary>Addresses that were last put before an instant.</summary>
    IAsyncEnumerable<string> OlderThanAsync(DateTimeOffset before, CancellationToken ct);

    /// <summary>Removes what lies at an address, unless it was put again since that instant.</summary>
    /// <returns>Whether it is gone.</returns>
    Task<bool> RemoveAsync(string address, DateTimeOffset before, CancellationToken ct);
}
