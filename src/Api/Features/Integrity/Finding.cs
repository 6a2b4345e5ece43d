namespace OneWindow.Api.Features.Integrity;

/// <summary>Something stored that cannot be true.</summary>
/// <param name="Code">Kebab-case, stable: <c>docs/integrity.md</c> says what each means and what to do.</param>
/// <param name="Subject">Number of the case; where there is none, the table.</param>
/// <param name="Detail">Identifiers, instants and codes; never a name, a number of a person or a phone.</param>
internal sealed record Finding(string Code, string Subject, string Detail)
{
    public override string ToString() => $"{Code} {Subject}: {Detail}";
}

/// <summary>What a run looked at.</summary>
internal sealed record IntegritySummary(long Cases, long Rows, long Findings)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Cases} cases, {Rows} rows: {(Findings == 0 ? "no findings" : $"{Findings} findings")}");
}
