using MediatR;
using OneWindow.Api.Features.Access;

namespace OneWindow.Api.Features.Cases;

internal sealed record GetCase(string Number) : IRequest<CaseView>;

internal sealed class GetCaseHandler(AccessPolicy access, CurrentCaller caller, CaseViewBuilder views) : IRequestHandler<GetCase, CaseView>
{
    public async Task<CaseView> Handle(GetCase request, CancellationToken cancellationToken)
    {
        var found = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        return await views.BuildAsync(found, cancellationToken);
    }
}
