using MediatR;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Pipeline;

/// <summary>A request that can tell by itself what is wrong with its shape; rules that need state are the domain's.</summary>
internal interface IValidate
{
    void Validate(Findings findings);
}

/// <summary>A request that changes something, and that may be run again where it lost a race.</summary>
internal interface ICommand<out TResponse> : IRequest<TResponse>;
