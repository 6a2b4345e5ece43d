using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Residents;

/// <summary>
/// Finds people by a whole identity number, a whole phone or the beginning of a name, with those of their cases that the
/// caller may see. For windows and the joint office. Every look-up is written down, with the cases that it showed.
/// </summary>
/// <param name="Q">What was typed. It stays out of addresses, logs and the record of the look-up.</param>
internal sealed record FindResidents(string? Q) : ICommand<ResidentsFound>, IValidate
{
    private const int ShortestName = 2;
    private const int LongestText = 60;

    public void Validate(Findings findings)
    {
        var text = Q?.Trim() ?? "";
        if (text.Length == 0) findings.Add("q", "请填写身份证号码、手机号码或姓名。(Type an identity number, a phone or a name.)");
        else if (text.Length > LongestText) findings.Add("q", "内容过长。(The text is too long.)");
        else if (LooksLikeNumber(text)) CheckNumber(text, findings);
        else if (text.Length < ShortestName) findings.Add("q", "姓名至少填两个字。(At least two characters of the name.)");
    }

    private static bool LooksLikeNumber(string text) => text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '+' or 'x' or 'X');

    private static void CheckNumber(string text, Findings findings)
    {
        if (PhoneNumber.IsValid(text) || IdentityNumber.TryParse(text, out _, out var error)) return;
        findings.Add("q", error is "identity-length"
            ? "请填写完整的18位身份证号码，或完整的电话号码。(Type all 18 characters of the identity number, or the whole phone number.)"
            : $"{NumberErrors.ToChinese(error)}。({NumberErrors.ToEnglish(error)}.)");
    }
}

/// <param name="More">There are more people of that name than are shown.</param>
/// <param name="Elsewhere">How many further cases the person has that the caller may not see; 0 unless asked by identity number.</param>
internal sealed record ResidentsFound(IReadOnlyList<ResidentView> People, bool More, int Elsewhere);

/// <param name="IdNumber">Masked.</param>
/// <param name="Phone">Masked.</param>
/// <param name="Cases">The newest first, at least one.</param>
/// <param name="More">There are more than those.</param>
internal sealed record ResidentView(string Name, string IdNumber, string Phone, string Area, IReadOnlyList<ResidentCase> Cases, bool More);

/// <param name="AsAgent">What was typed is the number of who filed for the applicant.</param>
internal sealed record ResidentCase(
    string Number, string Service, int ServiceVersion, CaseStatus Status, string? Result, string? Stage, string? StageEn, string Station,
    DateTimeOffset RegisteredAt, bool AsAgent);

internal sealed class FindResidentsHandler(OneWindowDb db, ResidentReader reader, CurrentCaller caller, TimeProvider clock) : IRequestHandler<FindResidents, ResidentsFound>
{
    public async Task<ResidentsFound> Handle(FindResidents request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        if (!who.IsAtWindow && !who.SeesEverything) throw AccessErrors.Forbidden();
        var found = await reader.FindAsync(who, request.Q!.Trim(), cancellationToken);
        var numbers = found.People.SelectMany(p => p.Cases).Select(c => c.Number);
        var detail = JsonSerializer.Serialize(new { by = ResidentReader.KindOf(request.Q), people = found.People.Count, numbers }, CaseJson.Detail);
        // An entry of the log and not of a case: looking changes nothing of it.
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, Actor.Of(who).Body, "residents-looked-up", null, detail), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return found;
    }
}
