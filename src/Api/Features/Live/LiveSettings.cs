namespace OneWindow.Api.Features.Live;

/// <summary>How pages are told that something has changed.</summary>
/// <param name="MostStreams">How many pages this node tells at once; 0 tells none, and pages then offer nothing but reloading.</param>
/// <param name="Rhythm">How often the database is asked about what open pages show.</param>
internal sealed record LiveSettings(int MostStreams, TimeSpan Rhythm)
{
    /// <summary>Open pages of one person that are told.</summary>
    public const int MostOfOnePerson = 20;

    /// <summary>A stream ends after this and is opened anew, so that whoever has signed out or lost a post is not told for long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>So often something is sent even where nothing happened, for proxies that end what is silent.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private const int DefaultStreams = 500;
    private const int DefaultMilliseconds = 1000;

    public bool IsOn => MostStreams > 0;

    /// <exception cref="InvalidOperationException">A setting cannot be read.</exception>
    public static LiveSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Live");
        return new LiveSettings(
            Number(section["Streams"], "Live__Streams", 0, 100_000, DefaultStreams),
            TimeSpan.FromMilliseconds(Number(section["Milliseconds"], "Live__Milliseconds", 50, 60_000, DefaultMilliseconds)));
    }

    private static int Number(string? text, string name, int least, int most, int otherwise)
    {
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        if (int.TryParse(text, out var number) && number >= least && number <= most) return number;
        throw new InvalidOperationException($"{name} is \"{text}\"; it must be a whole number from {least} to {most}.");
    }
}
