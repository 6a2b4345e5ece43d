using System.Globalization;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Aid;

/// <summary>Every expected "no" about a grant. Codes are contract. Amounts are yuan.</summary>
public static class AidErrors
{
    public static RefusedException OverCap(AidCap cap, decimal granted, decimal asked) => Field("grant-over-cap", $"超过补助上限：最多 {Yuan(cap.Amount)} 元，已发 {Yuan(granted)} 元，本次 {Yuan(asked)} 元。",
        $"Over the cap: at most {Yuan(cap.Amount)} yuan, {Yuan(granted)} granted before, {Yuan(asked)} now.");

    public static RefusedException OverBudget(int year, decimal budget, decimal spent, decimal asked) => Field("grant-over-budget", $"超出本单位 {year} 年预算：预算 {Yuan(budget)} 元，已用 {Yuan(spent)} 元，本次 {Yuan(asked)} 元。",
        $"Over the budget of {year}: {Yuan(budget)} yuan, {Yuan(spent)} spent, {Yuan(asked)} now.");

    /// <summary>Another body has aided the person for the same cause.</summary>
    /// <param name="caseNumber">Null where the reader may not know of the case.</param>
    public static RefusedException DoubleAid((string Zh, string En) body, DateOnly on, string? caseNumber) => Field("double-aid",
        $"申请人已于 {on:yyyy-MM-dd} 因同一事由获得{body.Zh}的救助{(caseNumber is null ? "" : $"（办件 {caseNumber}）")}。确需再次救助的，请联席会议办公室准许。",
        $"{body.En} aided the applicant for the same cause on {on:yyyy-MM-dd}{(caseNumber is null ? "" : $" (case {caseNumber})")}. Only the joint office may permit a second grant.");

    /// <summary>A definition that grants aid as soon as a case is registered: nobody would have decided it.</summary>
    public static RefusedException Undecided() => new(RefusalKind.Conflict, "grant-undecided", "救助须经决定，不能在登记时发放。");

    /// <summary>Whether a code is one of those by which a grant is refused.</summary>
    public static bool IsOne(string code) => code is "grant-over-cap" or "grant-over-budget" or "double-aid";

    private static RefusedException Field(string code, string zh, string en) =>
        new(RefusalKind.Conflict, code, zh, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["outcome"] = [$"{zh}({en})"] });

    private static string Yuan(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture);
}
