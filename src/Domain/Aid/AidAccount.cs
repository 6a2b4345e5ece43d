namespace OneWindow.Domain.Aid;

/// <summary>
/// What grants are counted against: a person's cause, or a body's year. Every grant raises the count of each, so that of
/// two that are decided in one moment the second finds the first. The sums themselves come from the ledger.
/// </summary>
public sealed class AidAccount : IVersioned
{
    private AidAccount()
    {
    }

    public AidAccount(string holder, string purpose) => (Holder, Purpose) = (holder, purpose);

    /// <summary>The blind index of a person's identity number, or the code of a body.</summary>
    public string Holder { get; private set; } = "";

    /// <summary>A cause, or a year.</summary>
    public string Purpose { get; private set; } = "";

    public int Entries { get; private set; }
    public int Version { get; private set; }

    public void Enter() => Entries++;
}
