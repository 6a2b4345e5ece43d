using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;

if (CommandLine.Find(args) is { } verb) return await verb();

await using var app = Composition.Build(args);
try
{
    await app.PrepareAsync();
}
catch (Exception exception) when (exception is ConfigurationInvalidException or InvalidOperationException)
{
    // Whoever starts the program reads what to put right, not where it was noticed.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

await app.RunAsync();
return 0;
