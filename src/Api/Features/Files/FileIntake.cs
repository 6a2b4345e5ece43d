using System.Buffers;
using Microsoft.AspNetCore.Connections;
using OneWindow.Api.Features.Files.Inspection;
using OneWindow.Api.Storage.Files;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>Takes files in, piece by piece, and looks at what they are.</summary>
internal sealed class FileIntake(FileSettings settings, FileSealer sealer)
{
    private const int BufferLength = FileSealer.ChunkLength;

    /// <exception cref="Domain.Errors.RefusedException">Too large, empty, cut off, or nothing that is taken.</exception>
    public async Task<StagedFile> StageAsync(IncomingFile file, CancellationToken ct)
    {
        var spool = Spool.Create(AddFilesExtensions.Incoming(settings), sealer);
        try
        {
            await CopyAsync(file, spool, ct);
            if (spool.Size == 0) throw FileErrors.Empty(file.Field);
            await spool.FinishAsync(ct);
            await using var content = await spool.OpenAsync(ct);
            var type = await ContentInspector.InspectAsync(content, file.Field, ct);
            return new StagedFile(file.Field, file.Material, Name(file, type), type, spool);
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="Domain.Errors.RefusedException"><c>case-files-full</c>.</exception>
    public void RefuseWhenFull(long bytesOfCase, string field)
    {
        if (bytesOfCase > settings.MaxBytesPerCase) throw FileErrors.CaseFull(field, settings.MaxBytesPerCase);
    }

    private async Task CopyAsync(IncomingFile file, Spool spool, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (await ReadAsync(file, buffer, ct) is var read and > 0)
            {
                if (spool.Size + read > settings.MaxBytes) throw FileErrors.TooLarge(file.Field, settings.MaxBytes);
                await spool.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            // Others rent it next.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async Task<int> ReadAsync(IncomingFile file, byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await file.Content.ReadAsync(buffer.AsMemory(0, BufferLength), ct);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw FileErrors.TooLarge(file.Field, settings.MaxBytes);
        }
        catch (Exception exception) when (exception is IOException and not ConnectionResetException)
        {
            // The form ends in the middle of the file.
            throw FileErrors.UploadInvalid(file.Field);
        }
    }

    private static string Name(IncomingFile file, FileType type)
    {
        var name = FileName.Clean(file.Name);
        if (FileName.ExtensionOf(name) is { } extension && !type.Extensions.Contains(extension))
            throw FileErrors.TypeMismatch(file.Field, extension, type);
        return FileName.WithExtension(name, type);
    }
}
