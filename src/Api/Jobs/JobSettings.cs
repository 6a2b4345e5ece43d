namespace OneWindow.Api.Jobs;

/// <summary>How often the node looks for due work and for news of other nodes.</summary>
/// <param name="WakesUp">False where waking up is left to other nodes, or to tests.</param>
internal sealed record JobSettings(TimeSpan Rhythm, bool WakesUp)
{
    public const string WakeUpSeconds = "Jobs:WakeUpSeconds";
    private const int DefaultSeconds = 5;
    private const int MaxSeconds = 3600;

    /// <summary>Jobs__WakeUpSeconds sets the rhythm; 0 leaves waking up to somebody else.</summary>
    /// <exception cref="InvalidOperationException">It is no whole number of seconds up to an hour.</exception>
    public static JobSettings Read(IConfiguration configuration)
    {
        var text = configuration[WakeUpSeconds];
        var seconds = DefaultSeconds;
        if (!string.IsNullOrWhiteSpace(text) && !(int.TryParse(text, out seconds) && seconds is >= 0 and <= MaxSeconds))
            throw new InvalidOperationException($"Jobs__WakeUpSeconds is \"{text}\"; it must be a whole number from 0 to {MaxSeconds}.");
        return new JobSettings(TimeSpan.FromSeconds(seconds > 0 ? seconds : DefaultSeconds), seconds > 0);
    }
}
