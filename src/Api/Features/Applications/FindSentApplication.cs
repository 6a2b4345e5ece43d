using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Applications;

/// <summary>What was answered when this application was sent; null where it was not. Sends nothing.</summary>
internal sealed record FindSentApplication(RegisterCase Application) : IRequest<SentApplication?>;

internal sealed class FindSentApplicationHandler(IdempotencyStore answers) : IRequestHandler<FindSentApplication, SentApplication?>
{
    /// <exception cref="RefusedException"><c>application-sent</c>: the same application was sent before, with other answers.</exception>
    public Task<SentApplication?> Handle(FindSentApplication request, CancellationToken cancellationToken) =>
        SentApplications.FindAsync(answers, request.Application, cancellationToken);
}

/// <summary>Answers to applications that were sent, by their key.</summary>
internal static class SentApplications
{
    /// <summary>The papers' states are no part of what makes an application the same.</summary>
    public static RegisterCase AsSent(RegisterCase application) => application with { Materials = null };

    /// <exception cref="RefusedException"><c>application-sent</c>: the same application was sent before, with other answers.</exception>
    public static async Task<SentApplication?> FindAsync(IdempotencyStore answers, RegisterCase application, CancellationToken ct)
    {
        try
        {
            return await answers.FindAsync<SentApplication>(OnlineCatalogue.Applicant, application.IdempotencyKey, AsSent(application), ct);
        }
        catch (RefusedException refused) when (refused.Code is "idempotency-key-reused")
        {
            throw OnlineErrors.SentAlready();
        }
    }
}
