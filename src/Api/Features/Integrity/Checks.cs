using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Integrity;

/// <summary>Looks at one case with all its rows, read in one snapshot. A new check is a class and a line in <see cref="AddIntegrityExtensions"/>.</summary>
internal interface ICaseCheck
{
    /// <summary>Everything wrong with the case, as far as this check goes.</summary>
    IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration);
}

/// <summary>Looks at what belongs to no single case, by queries that give only what is wrong.</summary>
internal interface IStoreCheck
{
    IAsyncEnumerable<Finding> CheckAsync(OneWindowDb db, CancellationToken ct);
}
