using Microsoft.AspNetCore.Http.Features;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Storage.Files;

internal static class AddFilesExtensions
{
    private const string IncomingFolder = "incoming";

    /// <summary>The store that Files__Store names.</summary>
    public static IServiceCollection AddFileStore(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = FileSettings.Read(configuration);
        services.AddSingleton(settings);
        // Where a page's form is too large, one of its files is, and that is told beside the file.
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = settings.MaxRequestBytes);
        services.AddSingleton(_ => new FileSealer(DataKey.Read(configuration)));
        return settings.Store is FileStoreKind.Database
            ? services.AddSingleton<IFileStore, DatabaseStore>()
            : services.AddSingleton<IFileStore, FolderStore>();
    }

    /// <summary>Where files are while they arrive: on the file system of the store, so that keeping one is a mere renaming.</summary>
    public static string Incoming(FileSettings settings) => Path.Combine(settings.Folder, IncomingFolder);
}
