using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Seeding;

/// <summary>
/// A case that was lived through once, with everything in its rows that must differ from copy to copy: identifiers, the
/// number, the people. What it is found by are the values themselves, wherever they stand, so that a table or column
/// that is added later is copied rightly without a word about it here.
/// </summary>
internal sealed class Template
{
    private const string SealedEnding = "Sealed";
    private readonly List<Guid> _ids;
    private readonly Sealer _sealer;
    private readonly string?[] _marks;

    public Template(CaseFile file, IReadOnlyList<(BulkTable Table, IReadOnlyList<object> Entities)> rows, Sealer sealer)
    {
        _sealer = sealer;
        (File, _marks) = (file, CopyOf.Marks(file, sealer));
        var values = rows.Select(r => (r.Table, Rows: r.Entities.Select(r.Table.RowOf).ToList())).ToList();
        _ids = [.. values.SelectMany(v => v.Rows).SelectMany(row => row).OfType<Guid>().Distinct()];
        foreach (var (table, lines) in values)
            Tables.Add((table, [.. lines.Select(row => row.Select((value, i) => CellOf(value, table.Properties[i])).ToArray())]));
    }

    public CaseFile File { get; }

    public List<(BulkTable Table, IReadOnlyList<Func<CopyOf, object?>[]> Rows)> Tables { get; } = [];

    /// <param name="serial">Different for every copy of every template.</param>
    public CopyOf Copy(Dice dice, long serial) => new(
        this, _sealer, [.. _ids.Select(dice.Like)], InventedPerson.Create(dice, serial * 2, File.ApplicantBirthDate, File.ApplicantGender),
        InventedPerson.Create(dice, serial * 2 + 1, File.ApplicantBirthDate, Gender.Female), serial);

    /// <summary>The rows of some copies in one table; each array is used again for the next row.</summary>
    public IEnumerable<object?[]> RowsOf(int table, IReadOnlyList<CopyOf> copies)
    {
        var cells = Tables[table].Rows;
        var row = new object?[Tables[table].Table.Columns.Count];
        foreach (var copy in copies)
        {
            foreach (var line in cells)
            {
                for (var i = 0; i < row.Length; i++) row[i] = line[i](copy);
                yield return row;
            }
        }
    }

    private Func<CopyOf, object?> CellOf(object? value, string property)
    {
        if (value is Guid id && _ids.IndexOf(id) is >= 0 and var at) return copy => copy.Ids[at];
        if (value is not string text) return _ => value;
        if (Guid.TryParseExact(text, "D", out var named) && _ids.IndexOf(named) is >= 0 and var target) return copy => copy.Ids[target].ToString();
        if (Array.IndexOf(_marks, text) is >= 0 and var slot) return copy => copy.Texts[slot];
        return property.EndsWith(SealedEnding, StringComparison.Ordinal) ? SealedCell(text) : TextCell(text);
    }

    private Func<CopyOf, object?> SealedCell(string text)
    {
        var inner = _sealer.Open(text);
        var pieces = Split(inner);
        return pieces.Count == 1 ? _ => text : copy => _sealer.Seal(copy.Fill(pieces));
    }

    private Func<CopyOf, object?> TextCell(string text)
    {
        var pieces = Split(text);
        return pieces.Count == 1 ? _ => text : copy => copy.Fill(pieces);
    }

    /// <summary>Cuts a text at what differs: literal, then slot and literal in turn; a slot is written as its index.</summary>
    private List<(int? Slot, string Text)> Split(string text)
    {
        var pieces = new List<(int? Slot, string Text)> { (null, text) };
        for (var slot = 0; slot < _marks.Length; slot++)
        {
            if (_marks[slot] is not { } mark || !text.Contains(mark, StringComparison.Ordinal)) continue;
            pieces = [.. pieces.SelectMany(piece => piece.Slot is null
                ? piece.Text.Split(mark).SelectMany((literal, i) => i == 0 ? [(null, literal)] : new (int? Slot, string Text)[] { (slot, ""), (null, literal) })
                : [piece])];
        }

        return pieces;
    }
}
