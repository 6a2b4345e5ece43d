using System.Globalization;

namespace OneWindow.Api.Features.Messages.Settings;

/// <summary>A part of every day in which nobody is to be disturbed; it may reach over midnight.</summary>
/// <param name="From">The first local minute.</param>
/// <param name="To">The first local minute after it.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <param name="text">"22:00-07:00"; empty for none.</param>
    /// <param name="name">Of the setting, for the error.</param>
    /// <exception cref="InvalidOperationException">The text says something else.</exception>
    public static QuietHours? Parse(string text, string name)
    {
        if (text.Length == 0) return null;
        if (text.Split('-', 2) is [var from, var to] && Time(from) is { } begin && Time(to) is { } end && begin != end) return new(begin, end);
        throw new InvalidOperationException($"{name} is \"{text}\"; write it like 22:00-07:00, or leave it empty.");
    }

    public bool Holds(DateTimeOffset local) => TimeOnly.FromDateTime(local.DateTime).IsBetween(From, To);

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
