using MediatR;

namespace OneWindow.Api.Features.Pipeline;

internal static class AddMediatorExtensions
{
    /// <summary>Finds every handler of this assembly; a request with two handlers is a mistake that stops the start.</summary>
    public static IServiceCollection AddMediator(this IServiceCollection services)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(RetryBehavior<,>));
        var handlers = from type in typeof(AddMediatorExtensions).Assembly.GetTypes()
                       where type is { IsAbstract: false, IsGenericTypeDefinition: false }
                       from contract in type.GetInterfaces()
                       where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
                       select (contract, type);
        foreach (var group in handlers.GroupBy(h => h.contract))
            services.AddTransient(group.Key, group.Single().type);
        return services;
    }
}
