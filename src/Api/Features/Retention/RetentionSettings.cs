using System.Globalization;

namespace OneWindow.Api.Features.Retention;

/// <summary>How long is kept what has done its work (Retention__…).</summary>
/// <param name="Messages">Messages that have arrived, counted from then; what people read stays at least as long after its case was closed. Null for ever.</param>
/// <param name="Answers">Answers given under a caller's key: for so long the same request gets the same answer. Null for ever.</param>
/// <param name="Runs">Long work that is over, counted from then, with what is left of its result. Null for ever.</param>
internal sealed record RetentionSettings(TimeSpan? Messages, TimeSpan? Answers, TimeSpan? Runs)
{
    private const int DefaultMessageDays = 365;
    private const int DefaultAnswerDays = 90;
    private const int DefaultRunDays = 365;
    private const int MostDays = 36_500;

    /// <exception cref="InvalidOperationException">A setting cannot be meant; the message names it.</exception>
    public static RetentionSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Retention");
        return new RetentionSettings(Days(section, "MessageDays", DefaultMessageDays), Days(section, "AnswerDays", DefaultAnswerDays), Days(section, "RunDays", DefaultRunDays));
    }

    private static TimeSpan? Days(IConfigurationSection section, string name, int otherwise)
    {
        var days = otherwise;
        if (section[name] is { Length: > 0 } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days <= MostDays))
            throw new InvalidOperationException($"Retention__{name} is \"{text}\"; it must be a number of days from 0, for ever, to {MostDays}.");
        return days == 0 ? null : TimeSpan.FromDays(days);
    }
}
