namespace OneWindow.Api.Features.Office;

/// <summary>What the joint office takes for near and for stuck.</summary>
/// <param name="DueSoonDays">Workdays: what falls due within them is due soon.</param>
/// <param name="StuckDays">Natural days: a task that has stood open for so long is stuck.</param>
internal sealed record OfficeSettings(int DueSoonDays, int StuckDays)
{
    private const int UsualDueSoon = 3;
    private const int UsualStuck = 15;
    private const int Most = 366;

    /// <exception cref="InvalidOperationException">A setting is no whole number of days up to a year.</exception>
    public static OfficeSettings Read(IConfiguration configuration) =>
        new(Days(configuration, "DueSoonDays", UsualDueSoon), Days(configuration, "StuckDays", UsualStuck));

    private static int Days(IConfiguration configuration, string name, int usual)
    {
        var text = configuration[$"Office:{name}"];
        if (string.IsNullOrWhiteSpace(text)) return usual;
        return int.TryParse(text, out var days) && days is >= 1 and <= Most
            ? days
            : throw new InvalidOperationException($"Office__{name} is \"{text}\"; it must be a whole number of days from 1 to {Most}.");
    }
}
