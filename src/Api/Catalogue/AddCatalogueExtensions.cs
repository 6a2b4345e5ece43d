namespace OneWindow.Api.Catalogue;

internal static class AddCatalogueExtensions
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<CurrentCatalogue>();
        services.AddSingleton(provider => WorkflowSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddScoped<CatalogueLoader>();
        // A request keeps the configuration it began with.
        services.AddScoped(provider => provider.GetRequiredService<CurrentCatalogue>().Current);
        return services;
    }

    /// <summary>The folder of configuration files: Workflows__Folder, or the one that was built in.</summary>
    public static string Folder(IConfiguration configuration) =>
        configuration["Workflows:Folder"] is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "workflows-json");
}
