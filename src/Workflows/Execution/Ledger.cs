using System.Collections;
using System.Numerics;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// A list that is only added to. It grows by pieces and not by copying, and no piece is so large that the collector
/// treats it apart; that is what keeps a burst of a hundred thousand steps as cheap for each step as a short one.
/// </summary>
internal sealed class Ledger<T> : IReadOnlyList<T>
{
    private const int First = 8;
    private const int Doublings = 9;

    /// <summary>How many entries stand before the first piece of full size.</summary>
    private const int BeforeFull = (First << Doublings) - First;

    private T[][] _pieces = new T[4][];
    private T[] _last = [];
    private int _used;
    private int _count;

    /// <inheritdoc/>
    public int Count => _count + _used;

    /// <inheritdoc/>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var piece = PieceOf(index);
            return _pieces[piece][index - StartOf(piece)];
        }
    }

    public void Add(T entry)
    {
        if (_used == _last.Length) Grow();
        _last[_used++] = entry;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (int piece = 0, left = Count; left > 0; left -= _pieces[piece++].Length)
            for (var i = 0; i < Math.Min(left, _pieces[piece].Length); i++) yield return _pieces[piece][i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Grow()
    {
        _count += _used;
        var piece = PieceOf(_count);
        if (piece == _pieces.Length) Array.Resize(ref _pieces, piece * 2);
        _pieces[piece] = _last = new T[First << Math.Min(piece, Doublings)];
        _used = 0;
    }

    private static int PieceOf(int index) =>
        index < BeforeFull ? BitOperations.Log2((uint)index / First + 1) : Doublings + (index - BeforeFull) / (First << Doublings);

    private static int StartOf(int piece) =>
        piece <= Doublings ? (First << piece) - First : BeforeFull + (piece - Doublings) * (First << Doublings);
}
