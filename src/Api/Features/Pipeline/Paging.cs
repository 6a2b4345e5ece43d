using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Pipeline;

/// <summary>A part of a list.</summary>
/// <param name="NextCursor">Give it back to read on; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Where a list was left: the sort value and the unique value of the last row that was given.</summary>
internal sealed record Cursor(long Sort, string Tie)
{
    public const int DefaultSize = 50;
    public const int MaxSize = 100;

    public static int SizeOf(int? asked) => Math.Clamp(asked ?? DefaultSize, 1, MaxSize);

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Sort}|{Tie}")));

    /// <exception cref="RefusedException"><c>cursor-invalid</c>: the text did not come from here.</exception>
    public static Cursor? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (Base64Url.IsValid(text)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 2) is [var sort, var tie]
            && long.TryParse(sort, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= UtcMicroseconds.ToMicroseconds(DateTimeOffset.MinValue) && value <= UtcMicroseconds.ToMicroseconds(DateTimeOffset.MaxValue))
            return new Cursor(value, tie);
        throw Invalid();
    }

    /// <exception cref="RefusedException"><c>cursor-invalid</c>.</exception>
    public Guid TieAsGuid() => Guid.TryParse(Tie, out var id) ? id : throw Invalid();

    private static RefusedException Invalid() => new(RefusalKind.Invalid, "cursor-invalid", "分页标记无效。");

    /// <summary>Cuts a list that was read with one row more than asked for.</summary>
    public static Page<TView> Cut<TRow, TView>(IReadOnlyList<TRow> rows, int size, Func<TRow, TView> view, Func<TRow, Cursor> cursor) =>
        new([.. rows.Take(size).Select(view)], rows.Count > size ? cursor(rows[size - 1]).ToString() : null);
}
