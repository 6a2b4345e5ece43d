using MediatR;
using OneWindow.Api.Features.Access;

namespace OneWindow.Api.Features.Pictures;

/// <summary>The workflow of a case: where it has been, where it is, where it may come.</summary>
internal sealed record GetCasePicture(string Number) : IRequest<CasePicture>;

internal sealed class GetCasePictureHandler(AccessPolicy access, CurrentCaller caller, PictureDesk pictures) : IRequestHandler<GetCasePicture, CasePicture>
{
    public async Task<CasePicture> Handle(GetCasePicture request, CancellationToken cancellationToken) =>
        await pictures.OfAsync(await access.CaseAsync(caller.Required, request.Number, cancellationToken), cancellationToken);
}

/// <summary>A picture as a list, for software and for readers who do not see it.</summary>
internal sealed record PictureView(IReadOnlyList<PictureStepView> Steps)
{
    public static PictureView Of(CasePicture picture) => new([.. picture.Steps.Select(s => new PictureStepView(
        s.Step.ActivityId, s.Title.Zh, s.Title.En, s.Step.Kind.ToString(), s.State.ToString(), s.At,
        [.. picture.Picture.Lines.Where(l => l.From == s.Step.ActivityId).Select(l => new PictureWayView(
            l.To, [.. l.Answers.Select(a => a.Key)], l.IsConditional, l.IsBack, picture.Taken.Contains(l)))]))]);
}

/// <param name="Kind">Step or End.</param>
/// <param name="State">Now, Done, Ahead or Passed.</param>
/// <param name="At">Since when it waits, or when it ended last; null where the case has not been.</param>
internal sealed record PictureStepView(
    string ActivityId, string Title, string TitleEn, string Kind, string State, DateTimeOffset? At, IReadOnlyList<PictureWayView> Next);

/// <param name="Answers">Keys of the answers that lead this way; empty for any.</param>
/// <param name="Conditional">Data decide besides.</param>
/// <param name="Back">Leads to a step that came before.</param>
/// <param name="Taken">The case has gone this way.</param>
internal sealed record PictureWayView(string To, IReadOnlyList<string> Answers, bool Conditional, bool Back, bool Taken);
