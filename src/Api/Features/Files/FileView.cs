using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>A file of a case, without its content.</summary>
/// <param name="Material">Key of the material; null for the case as a whole.</param>
/// <param name="Type">Media type by content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Checksum">Equal for equal contents; the ETag of the download.</param>
/// <param name="Viewable">Whether a browser shows it by itself.</param>
/// <param name="UploadedBy">User name, or "applicant".</param>
/// <param name="UploadedByName">Null for the applicant.</param>
internal sealed record FileView(
    Guid Id, string? Material, string Name, string Type, string TypeName, long Size, string Checksum, bool Viewable, string UploadedBy,
    string? UploadedByName, DateTimeOffset UploadedAt)
{
    public static FileView Of(UploadedFile file, string? uploadedByName, Sealer sealer, CatalogueSnapshot catalogue) => new(
        file.Id, file.MaterialKey, sealer.Open(file.NameSealed), file.MediaType, FileType.Of(file.MediaType)?.Name ?? file.MediaType, file.Size,
        file.Checksum, FileType.Of(file.MediaType)?.IsViewable is true, file.UploadedBy, uploadedByName, catalogue.Calendar.Local(file.UploadedAt));
}
