using OneWindow.Api.Storage.Files;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>A file as it comes in.</summary>
/// <param name="Field">The form's field, by which a refusal names it.</param>
/// <param name="Material">Key of the material that it belongs to; null for the case as a whole.</param>
/// <param name="Name">As the sender's device calls it.</param>
internal sealed record IncomingFile(string Field, string? Material, string? Name, Stream Content);

/// <summary>A file that has come in whole, was looked at and waits to be kept.</summary>
internal sealed record StagedFile(string Field, string? Material, string Name, FileType Type, Spool Spool);

/// <summary>
/// The files of one request. They are read once, when the handler has seen that the sender may; a command that is run
/// again after a lost race finds them as they were.
/// </summary>
internal sealed class Uploads(string field, IAsyncEnumerable<IncomingFile> source) : IAsyncDisposable
{
    private readonly List<StagedFile> _staged = [];
    private bool _read;

    /// <exception cref="Domain.Errors.RefusedException">None, too many, too large, empty, or nothing that is taken.</exception>
    public async Task<IReadOnlyList<StagedFile>> StageAsync(FileIntake intake, CancellationToken ct)
    {
        if (_read) return _staged;
        await foreach (var file in source.WithCancellation(ct))
        {
            if (_staged.Count == FileSettings.MaxFilesPerRequest) throw FileErrors.TooMany(file.Field, FileSettings.MaxFilesPerRequest);
            _staged.Add(await intake.StageAsync(file, ct));
        }

        if (_staged.Count == 0) throw FileErrors.Required(field);
        _read = true;
        return _staged;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _staged) await file.Spool.DisposeAsync();
    }
}
