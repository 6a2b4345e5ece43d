using Microsoft.EntityFrameworkCore.Diagnostics;
using OneWindow.Api.Features.Messages.Channels;
using OneWindow.Api.Features.Messages.Delivery;
using OneWindow.Api.Features.Messages.Inbound;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Api.Jobs;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages;

internal static class AddMessagesExtensions
{
    /// <summary>What is told to people and to other software, and what partners tell us.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => MessageSettings.Read(configuration));
        services.AddSingleton<OutgoingHttp>();
        services.AddSingleton<Sender>();
        services.AddSingleton<Addresses>();
        services.AddSingleton<Circuits>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<WebhookDirectory>();
        services.AddSingleton<IInterceptor, CaseEventInterceptor>();
        services.AddScoped<MessageWriter>();
        services.AddScoped<PartnerDesk>();
        services.AddScoped<InboundDesk>();
        foreach (var channel in Enum.GetValues<MessageChannel>())
            services.AddSingleton<IDueWork>(provider => ActivatorUtilities.CreateInstance<DeliverDue>(provider, channel));
        return services;
    }
}
