using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Due;

/// <summary>Lets a timer that could not be fired rest for a while; it stays due and is never given up.</summary>
internal sealed record RestTimer(Guid Id) : ICommand<bool>;

internal sealed class RestTimerHandler(OneWindowDb db, TimeProvider clock) : IRequestHandler<RestTimer, bool>
{
    public async Task<bool> Handle(RestTimer request, CancellationToken cancellationToken)
    {
        if (await db.Timers.SingleOrDefaultAsync(t => t.Id == request.Id, cancellationToken) is not { } timer) return false;
        timer.Fail(clock.GetUtcNow());
        return await db.SaveChangesAsync(cancellationToken) > 0;
    }
}
