using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Residents;

/// <summary>The cases of the person who is being registered, as far as the caller may see them: nobody tells the window twice.</summary>
/// <param name="IdNumber">Nothing is found while it is not a whole and right number.</param>
internal sealed record ListEarlierCases(string? IdNumber) : IRequest<IReadOnlyList<ResidentCase>>;

internal sealed class ListEarlierCasesHandler(ResidentReader reader, CurrentCaller caller) : IRequestHandler<ListEarlierCases, IReadOnlyList<ResidentCase>>
{
    public async Task<IReadOnlyList<ResidentCase>> Handle(ListEarlierCases request, CancellationToken cancellationToken) =>
        IdentityNumber.TryParse(request.IdNumber, out var identity, out _) ? await reader.EarlierAsync(caller.Required, identity, cancellationToken) : [];
}
