using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Letters;

namespace OneWindow.Api.Features.Letters;

/// <summary>The letters of a case, oldest first.</summary>
internal sealed record ListLetters(string Number) : IRequest<Page<LetterView>>;

/// <summary>One letter as it was issued.</summary>
internal sealed record GetLetter(string Number, Guid Id) : IRequest<WholeLetter>;

/// <param name="Code">By which a letter is told from a made-up one: tracking the case shows the same.</param>
internal sealed record LetterView(Guid Id, string Key, string Number, string Title, string TitleEn, string BodyName, string BodyNameEn, string Code, DateTimeOffset IssuedAt);

/// <summary>Who tracks a case reads that a letter was issued, and not what stands in it.</summary>
internal sealed record TrackedLetter(string Number, string Title, string TitleEn, string Code, DateTimeOffset IssuedAt);

internal sealed record WholeLetter(LetterView Letter, string CaseNumber, IReadOnlyList<string> Text, IReadOnlyList<string> TextEn);

internal sealed class ListLettersHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<ListLetters, Page<LetterView>>
{
    public async Task<Page<LetterView>> Handle(ListLetters request, CancellationToken cancellationToken)
    {
        var file = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var letters = await db.Letters.AsNoTracking().Where(l => l.CaseId == file.Id).OrderBy(l => l.IssuedAt).ThenBy(l => l.Number).ToListAsync(cancellationToken);
        return new Page<LetterView>([.. letters.Select(l => ViewOf(l, catalogue))], null);
    }

    public static LetterView ViewOf(IssuedLetter letter, CatalogueSnapshot catalogue) => new(
        letter.Id, letter.Key, letter.Number, letter.TitleZh, letter.TitleEn, catalogue.BodyName(letter.Body), catalogue.BodyNameEn(letter.Body),
        letter.Code, catalogue.Calendar.Local(letter.IssuedAt));
}

internal sealed class GetLetterHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue, Sealer sealer)
    : IRequestHandler<GetLetter, WholeLetter>
{
    public async Task<WholeLetter> Handle(GetLetter request, CancellationToken cancellationToken)
    {
        var file = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var letter = await db.Letters.AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.Id && l.CaseId == file.Id, cancellationToken) ?? throw CaseErrors.LetterNotFound();
        var text = JsonSerializer.Deserialize<LetterText>(sealer.Open(letter.TextSealed), CaseJson.Detail)!;
        return new WholeLetter(ListLettersHandler.ViewOf(letter, catalogue), file.Number, text.Zh, text.En);
    }
}
