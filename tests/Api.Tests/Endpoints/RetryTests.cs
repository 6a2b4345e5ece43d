using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class RetryTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_command_that_lost_a_race_runs_again_on_what_is_true_now()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var runs = 0;
        await RunAsync(new Command(), async db =>
        {
            var mine = await db.Cases.SingleAsync(c => c.Id == found.Id, Answers.Ct);
            if (runs++ == 0) await api.WithDbAsync(other => TouchAsync(other, found.Id));
            mine.Touch(api.Clock.GetUtcNow().AddSeconds(runs));
            await db.SaveChangesAsync(Answers.Ct);
        });
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task It_gives_up_after_a_while_and_says_that_it_was_late()
    {
        var runs = 0;
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RunAsync(new Command(), _ =>
        {
            runs++;
            throw new DbUpdateConcurrencyException("lost");
        }));
        Assert.Equal(("stale-version", RefusalKind.Conflict), (refused.Code, refused.Kind));
        Assert.InRange(runs, 2, 20);
    }

    [Fact]
    public async Task A_question_is_not_asked_twice()
    {
        var runs = 0;
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => RunAsync(new Question(), _ =>
        {
            runs++;
            throw new DbUpdateConcurrencyException("lost");
        }));
        Assert.Equal(1, runs);
    }

    private static async Task<int> TouchAsync(OneWindowDb db, Guid id)
    {
        (await db.Cases.SingleAsync(c => c.Id == id, Answers.Ct)).Touch(DateTimeOffset.UnixEpoch);
        return await db.SaveChangesAsync(Answers.Ct);
    }

    private async Task RunAsync<TRequest>(TRequest request, Func<OneWindowDb, Task> act)
        where TRequest : IRequest<int>
    {
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var behavior = new RetryBehavior<TRequest, int>(db, scope.ServiceProvider, NullLogger<RetryBehavior<TRequest, int>>.Instance);
        await behavior.Handle(request, Answers.Ct, async () =>
        {
            await act(db);
            return 0;
        });
    }

    private sealed record Command : ICommand<int>;

    private sealed record Question : IRequest<int>;
}
