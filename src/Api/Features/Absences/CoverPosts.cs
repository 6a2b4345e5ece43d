using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Absences;

/// <summary>Passes what lies in the queue of a post, of which everybody is away, on to whoever covers for its body; some tasks at a time.</summary>
/// <returns>How many went.</returns>
internal sealed record CoverPost(Post Post) : ICommand<int>;

internal sealed class CoverPostHandler(OneWindowDb db, PostCover cover, TimeProvider clock) : IRequestHandler<CoverPost, int>
{
    private const int Most = 50;

    public async Task<int> Handle(CoverPost request, CancellationToken cancellationToken)
    {
        var (now, post) = (clock.GetUtcNow(), request.Post.ToString());
        var items = await db.WorkItems.Where(w => w.Post == post && w.State == WorkItemState.Open && w.Assignee == null)
            .OrderBy(w => w.DueOrder).ThenBy(w => w.Id).Take(Most).ToListAsync(cancellationToken);
        var ids = items.Select(i => i.CaseId).Distinct().ToArray();
        var cases = await db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var passed = 0;
        foreach (var item in items)
            if (await cover.PassAsync(item, cases[item.CaseId], now, cancellationToken)) passed++;
        await db.SaveChangesAsync(cancellationToken);
        return passed;
    }
}

/// <summary>Looks after the posts of those who are away; what came to a post before its last person left is passed on too.</summary>
internal sealed class DueCover(IServiceScopeFactory scopes, TimeProvider clock) : IDueWork
{
    public string Name => "post-cover";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var passed = 0;
        foreach (var post in await PostsAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            passed += await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CoverPost(post), ct);
        }

        return passed;
    }

    /// <summary>Posts with a covering body, of which everybody is away and in whose queue something lies.</summary>
    private async Task<List<Post>> PostsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, catalogue) = (scope.ServiceProvider.GetRequiredService<OneWindowDb>(), scope.ServiceProvider.GetRequiredService<CatalogueSnapshot>());
        var (now, covered) = (clock.GetUtcNow(), catalogue.Organisations.Organisations.Where(o => o.CoveredBy is not null).Select(o => o.Code).ToArray());
        if (covered.Length == 0) return [];
        var today = catalogue.Calendar.LocalDate(now);
        var away = await db.Absences.AsNoTracking().Where(a => a.EndedAt == null && a.FromOn <= today && today <= a.UntilOn).Select(a => a.UserName).ToListAsync(ct);
        if (away.Count == 0) return [];
        var posts = await (from account in db.Accounts.AsNoTracking()
                           from post in account.Posts
                           where away.Contains(account.UserName) && covered.Contains(post.Body)
                           select new Post(post.Body, post.Role)).ToListAsync(ct);
        var (rules, cover) = (scope.ServiceProvider.GetRequiredService<DecisionRules>(), scope.ServiceProvider.GetRequiredService<PostCover>());
        var found = new List<Post>();
        foreach (var post in posts.Distinct())
        {
            var name = post.ToString();
            if (await cover.AreAwayAsync((await rules.PeopleAsync([post.Body], ct))[name], now, ct) is true
                && await db.WorkItems.AnyAsync(w => w.Post == name && w.State == WorkItemState.Open && w.Assignee == null, ct)) found.Add(post);
        }

        return found;
    }
}
