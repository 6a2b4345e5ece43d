using OneWindow.Api.Storage.Files;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>A file as it comes in.</summary>
/// <param name="Field">The form's field, by which a refusal names it.</param>
/// <param name="Material">Key of the material that it belongs to; null for the case as a whole.</param>
/// <param name="Name">As the sender's device calls it.</param>
internal sealed record IncomingFile(string Field, string? Material, string? Name, Stream Content);

/// <summary>A file that has come in whole, was looked at and waits to be kept.</summary>
internal sealed record StagedFile(string Field, string? Material, string Name, FileType Type, Spool Spool);

/// <summary>Papers that have come in whole, and what is wrong with those that have not.</summary>
/// <param name="Failed">By field.</param>
internal sealed record StagedPapers(IReadOnlyList<StagedFile> Files, IReadOnlyDictionary<string, RefusedException> Failed)
{
    public static readonly StagedPapers None = new([], new Dictionary<string, RefusedException>());

    /// <summary>Messages by field.</summary>
    public IReadOnlyDictionary<string, string[]> Refused => Failed.ToDictionary(f => f.Key, f => f.Value.Errors[f.Key], StringComparer.Ordinal);

    /// <summary>For whoever sends papers and nothing else.</summary>
    /// <param name="field">The field that is named where no file was sent at all.</param>
    /// <exception cref="RefusedException">No file, or none that can be taken.</exception>
    public StagedPapers RequireAny(string field)
    {
        if (Files.Count > 0) return this;
        if (Failed.Count == 0) throw FileErrors.Required(field);
        var first = Failed.First().Value;
        throw new RefusedException(first.Kind, first.Code, first.Message, Refused);
    }
}

/// <summary>
/// The files of one request. They are read once, when the handler has seen that the sender may; a command that is run
/// again after a lost race finds them as they were.
/// </summary>
internal sealed class Uploads(string first, IAsyncEnumerable<IncomingFile> source) : IAsyncDisposable
{
    private readonly List<StagedFile> _staged = [];
    private readonly Dictionary<string, RefusedException> _refused = new(StringComparer.Ordinal);
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

        if (_staged.Count == 0) throw FileErrors.Required(first);
        _read = true;
        return _staged;
    }

    /// <summary>The field that is named where no file was sent at all.</summary>
    public string Field => first;

    /// <summary>
    /// The same, each paper by itself: a file that cannot be taken is noted under its field and keeps back the other files
    /// of its paper, and the other papers are taken.
    /// </summary>
    public async Task<StagedPapers> StagePapersAsync(FileIntake intake, CancellationToken ct)
    {
        if (!_read) await ReadPapersAsync(intake, ct);
        return new StagedPapers([.. _staged.Where(s => !_refused.ContainsKey(s.Field))], _refused);
    }

    private async Task ReadPapersAsync(FileIntake intake, CancellationToken ct)
    {
        var count = 0;
        await foreach (var file in source.WithCancellation(ct))
        {
            try
            {
                if (++count > FileSettings.MaxFilesPerRequest) throw FileErrors.TooMany(file.Field, FileSettings.MaxFilesPerRequest);
                _staged.Add(await intake.StageAsync(file, ct));
            }
            catch (RefusedException refused) when (refused.Errors.ContainsKey(file.Field))
            {
                _refused.TryAdd(file.Field, refused);
            }
        }

        _read = true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _staged) await file.Spool.DisposeAsync();
    }
}
