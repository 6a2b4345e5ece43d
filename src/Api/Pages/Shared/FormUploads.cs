using System.Runtime.CompilerServices;
using OneWindow.Api.Features.Files;

namespace OneWindow.Api.Pages.Shared;

/// <summary>The files of a page's form. The form was read by the time that the page runs; its files lie on the disk meanwhile.</summary>
internal static class FormUploads
{
    private const string Prefix = "file.";

    /// <summary>Name of the field that takes a material's files.</summary>
    public static string FieldOf(string material) => Prefix + material;

    /// <summary>Whether any file was chosen.</summary>
    public static bool Any(IFormCollection form) => form.Files.Any(f => f.Name.StartsWith(Prefix, StringComparison.Ordinal));

    /// <param name="first">The field that is named where no file was chosen at all.</param>
    public static Uploads Of(IFormCollection form, string first) => new(first, FilesAsync(form));

    private static async IAsyncEnumerable<IncomingFile> FilesAsync(IFormCollection form, [EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var file in form.Files.Where(f => f.Name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            ct.ThrowIfCancellationRequested();
            await using var content = file.OpenReadStream();
            yield return new IncomingFile(file.Name, file.Name[Prefix.Length..], file.FileName, content);
        }
    }
}
