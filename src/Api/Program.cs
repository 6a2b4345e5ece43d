using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;

try
{
    if (CommandLine.Find(args) is { } verb) return await verb();
}
catch (Exception exception) when (IsOfConfiguration(exception))
{
    return await TellAsync(exception);
}

try
{
    await using var app = Composition.Build(args);
    await app.PrepareAsync();
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (IsOfConfiguration(exception))
{
    return await TellAsync(exception);
}

static bool IsOfConfiguration(Exception exception) =>
    exception is ConfigurationInvalidException or InvalidOperationException || StoreUnavailable.Is(exception);

// Whoever starts the program reads what to put right, not where it was noticed.
static async Task<int> TellAsync(Exception exception)
{
    var cause = exception.GetBaseException().Message;
    await Console.Error.WriteLineAsync(StoreUnavailable.Is(exception) ? $"The database cannot be reached or opened: {cause}" : exception.Message);
    return 1;
}
