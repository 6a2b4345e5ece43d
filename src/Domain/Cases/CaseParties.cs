using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Cases;

/// <summary>Text that only the key holder can read, with a keyed index by which equal texts find each other.</summary>
/// <param name="Cipher">The sealed text.</param>
/// <param name="Index">Blind index: equal for equal texts, and nothing else can be told from it.</param>
public sealed record SealedText(string Cipher, string Index);

/// <summary>The person whom the case is about.</summary>
public sealed record Applicant(
    string Name, Gender Gender, DateOnly BirthDate, SealedText IdNumber, SealedText Phone, string Area);

/// <summary>Who files for the applicant.</summary>
/// <param name="Relation">How the agent stands to the applicant, in words: guardian, spouse, neighbour.</param>
/// <param name="MandateUntil">Last day on which the agent may act; null without end.</param>
public sealed record CaseAgent(
    string Name, SealedText IdNumber, SealedText? Phone, string Relation, DateOnly? MandateUntil);
