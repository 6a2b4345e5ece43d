using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Seeding;

/// <summary>What one copy of a template has of its own.</summary>
internal sealed class CopyOf
{
    // Every number of a day once: the step has no divisor in common with the count of numbers.
    private const long NumberStep = 7_654_321;
    private const long NumbersOfADay = 10_000_000;

    public CopyOf(Template template, Sealer sealer, Guid[] ids, InventedPerson applicant, InventedPerson agent, long serial)
    {
        var file = template.File;
        var day = DateOnly.ParseExact(file.Number[..6], "yyMMdd");
        var number = CaseNumber.Create(day, (int)(serial * NumberStep % NumbersOfADay));
        var texts = new List<string> { number, applicant.Name, applicant.IdNumber, applicant.Phone };
        Add(IndexKinds.IdNumber, applicant.IdNumber);
        Add(IndexKinds.Phone, applicant.Phone);
        if (file.AgentName is not null)
        {
            texts.AddRange([agent.Name, agent.IdNumber, agent.Phone]);
            Add(IndexKinds.IdNumber, agent.IdNumber);
            Add(IndexKinds.Phone, agent.Phone);
        }

        (Ids, Texts) = (ids, texts);

        void Add(string kind, string text)
        {
            var pair = sealer.SealWithIndex(kind, text);
            texts.Add(pair.Cipher);
            texts.Add(pair.Index);
        }
    }

    public Guid[] Ids { get; }

    /// <summary>In the order of <see cref="Marks"/>.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The values of the template itself that each copy has of its own.</summary>
    public static string?[] Marks(CaseFile file, Sealer sealer) =>
    [
        file.Number, file.ApplicantName, sealer.Open(file.ApplicantIdNumberSealed), sealer.Open(file.ApplicantPhoneSealed),
        file.ApplicantIdNumberSealed, file.ApplicantIdNumberIndex, file.ApplicantPhoneSealed, file.ApplicantPhoneIndex,
        .. file.AgentName is null ? Array.Empty<string?>() :
        [
            file.AgentName, sealer.Open(file.AgentIdNumberSealed!), sealer.Open(file.AgentPhoneSealed!),
            file.AgentIdNumberSealed, file.AgentIdNumberIndex, file.AgentPhoneSealed, file.AgentPhoneIndex,
        ],
    ];

    public string Fill(List<(int? Slot, string Text)> pieces) =>
        string.Concat(pieces.Select(piece => piece.Slot is { } slot ? Texts[slot] : piece.Text));
}
