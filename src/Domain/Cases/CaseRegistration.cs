using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Cases;

/// <summary>A promised or legal limit with what it rests on.</summary>
/// <param name="Basis">statute, national-rule, local-rule, by-analogy, promised or customary.</param>
/// <param name="Source">Where the rule is written, for people; null for a customary limit.</param>
public sealed record LimitRule(Limit Limit, string Basis, string? Source);

/// <summary>Everything that is known when a case is registered.</summary>
public sealed record CaseRegistration
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string ServiceKey { get; init; }
    public required int ServiceVersion { get; init; }
    public required string DefinitionId { get; init; }
    public required int DefinitionVersion { get; init; }
    public required Applicant Applicant { get; init; }
    public CaseAgent? Agent { get; init; }

    /// <summary>The filled form as JSON text.</summary>
    public required string Form { get; init; }

    public required IReadOnlyList<CaseMaterial> Materials { get; init; }

    /// <summary>What the applicant agreed to when registering; null for nothing.</summary>
    public IReadOnlyList<CaseConsent>? Consents { get; init; }

    /// <summary>How the request came in: a key of the county's channels.</summary>
    public required string Channel { get; init; }

    /// <summary>Code of the registering window.</summary>
    public required string Station { get; init; }

    public required string RegisteredBy { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The limit of the whole case; null where the service has none.</summary>
    public LimitRule? Limit { get; init; }

    /// <summary>The limit of the law beside it; null where there is none of its own.</summary>
    public LimitRule? Statutory { get; init; }

    /// <summary>The matter (一件事) that the case is a part of; null for most.</summary>
    public Guid? MatterId { get; init; }

    /// <summary>The parts of a matter; null for a case of one service.</summary>
    public IReadOnlyList<CasePart>? Parts { get; init; }
}
