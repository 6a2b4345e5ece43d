using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Access;

/// <summary><see cref="AccessRules"/> as queries. Every list, count, page and command begins here.</summary>
internal sealed class AccessPolicy(OneWindowDb db)
{
    public IQueryable<CaseFile> VisibleCases(Caller caller) => Visible(caller, db.Cases);

    /// <summary>Those of some cases that the caller may see, with what lists are sorted by.</summary>
    /// <param name="few">True where a search leaves so few that it is best to begin with it, and not with the order.</param>
    public IQueryable<ListedCase> VisibleInOrder(Caller caller, IQueryable<CaseFile> cases, bool few)
    {
        // Who acts for several bodies is rare; the order then comes from the cases, and each is asked for its bodies.
        if (few || caller.SeesEverything || caller.Bodies.Count() != 1)
            return Visible(caller, cases).Select(c => new ListedCase { Case = c, RegisteredAt = c.RegisteredAt, Number = c.Number });
        var body = caller.Bodies.Single();
        return from member in db.CaseBodies
               where member.Body == body
               join c in cases on member.CaseId equals c.Id
               select new ListedCase { Case = c, RegisteredAt = member.RegisteredAt, Number = member.Number };
    }

    public IQueryable<WorkItem> VisibleTasks(Caller caller) => caller.SeesEverything ? db.WorkItems : OfPosts(caller);

    /// <summary>The tasks of the caller's own posts, whatever else the caller may see.</summary>
    public IQueryable<WorkItem> OfPosts(Caller caller)
    {
        var posts = caller.Posts.Select(p => p.ToString()).ToArray();
        return db.WorkItems.Where(w => posts.Contains(w.Post));
    }

    /// <summary>A case by its number, tracked.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>case-not-found</c>, also where it is not the caller's to see.</exception>
    public async Task<CaseFile> CaseAsync(Caller caller, string number, CancellationToken ct) =>
        await VisibleCases(caller).SingleOrDefaultAsync(c => c.Number == number, ct) ?? throw CaseErrors.NotFound();

    /// <summary>A task by its id, to read it, tracked.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>task-not-found</c>, also where it is not the caller's to see.</exception>
    public async Task<WorkItem> TaskAsync(Caller caller, Guid id, CancellationToken ct) =>
        await VisibleTasks(caller).SingleOrDefaultAsync(w => w.Id == id, ct) ?? throw WorkItemErrors.NotFound();

    /// <summary>User names of those who may decide tasks of these posts, by post.</summary>
    public async Task<ILookup<string, string>> CandidatesAsync(IEnumerable<WorkItem> items, CancellationToken ct)
    {
        var bodies = items.Select(w => w.Body).Distinct().ToArray();
        var rows = await (from account in db.Accounts.AsNoTracking()
                          from post in account.Posts
                          where account.IsEnabled && bodies.Contains(post.Body)
                          orderby account.UserName
                          select new { post.Body, post.Role, account.UserName }).ToListAsync(ct);
        return rows.ToLookup(r => new Post(r.Body, r.Role).ToString(), r => r.UserName);
    }

    private IQueryable<CaseFile> Visible(Caller caller, IQueryable<CaseFile> cases)
    {
        if (caller.SeesEverything) return cases;
        var bodies = caller.Bodies.ToArray();
        return cases.Where(c => db.CaseBodies.Any(b => b.CaseId == c.Id && bodies.Contains(b.Body)));
    }
}

/// <summary>A case within a list.</summary>
internal sealed class ListedCase
{
    public required CaseFile Case { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required string Number { get; init; }
}
