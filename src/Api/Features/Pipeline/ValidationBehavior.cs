using MediatR;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Pipeline;

/// <summary>Refuses a request of the wrong shape before its handler sees it.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is IValidate validated)
        {
            var findings = new Findings();
            validated.Validate(findings);
            findings.ThrowIfAny("request-invalid", "请求有误");
        }

        return next();
    }
}
