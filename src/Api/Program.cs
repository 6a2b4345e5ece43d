using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;

try
{
    if (CommandLine.Find(args) is { } verb) return await verb();
}
catch (Exception exception) when (IsOfConfiguration(exception))
{
    return await TellAsync(exception);
}

await using var app = Composition.Build(args);
try
{
    await app.PrepareAsync();
}
catch (Exception exception) when (IsOfConfiguration(exception))
{
    return await TellAsync(exception);
}

await app.RunAsync();
return 0;

static bool IsOfConfiguration(Exception exception) => exception is ConfigurationInvalidException or InvalidOperationException;

// Whoever starts the program reads what to put right, not where it was noticed.
static async Task<int> TellAsync(Exception exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
