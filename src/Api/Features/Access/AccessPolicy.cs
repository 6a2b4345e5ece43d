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

    /// <summary>Those of some cases that the caller may see.</summary>
    public IQueryable<CaseFile> Visible(Caller caller, IQueryable<CaseFile> cases)
    {
        if (caller.SeesEverything) return cases;
        var bodies = caller.Bodies.ToArray();
        return cases.Where(c => db.CaseBodies.Any(b => b.CaseId == c.Id && bodies.Contains(b.Body)));
    }

    /// <summary>
    /// The same, of one body or service where asked for, with what lists are sorted by: from the rows of a body that takes
    /// part, in their order, so that the first page reads no further than its own length.
    /// </summary>
    /// <param name="body">The body asked for; null asks for the caller's own.</param>
    /// <param name="service">The service asked for; null for any.</param>
    public IQueryable<ListedCase> VisibleInOrder(Caller caller, IQueryable<CaseFile> cases, string? body, string? service)
    {
        // Who acts for several bodies is rare; the order then comes from the cases, and each is asked for its bodies.
        var through = body ?? (caller.SeesEverything || caller.Bodies.Count() != 1 ? null : caller.Bodies.Single());
        if (through is null) return Visible(caller, service is null ? cases : cases.Where(c => c.ServiceKey == service)).Select(c => new ListedCase { Case = c, RegisteredAt = c.RegisteredAt, Number = c.Number });
        var members = db.CaseBodies.Where(b => b.Body == through);
        if (service is not null) members = members.Where(b => b.ServiceKey == service);
        return from member in members
               join c in body is null ? cases : Visible(caller, cases) on member.CaseId equals c.Id
               select new ListedCase { Case = c, RegisteredAt = member.RegisteredAt, Number = member.Number };
    }

    public IQueryable<WorkItem> VisibleTasks(Caller caller) => caller.SeesEverything ? db.WorkItems : OfPosts(caller);

    /// <summary>The tasks of the caller's own posts, whatever else the caller may see.</summary>
    public IQueryable<WorkItem> OfPosts(Caller caller)
    {
        var posts = caller.Posts.Select(p => p.ToString()).ToArray();
        // Equality alone lets an index give the order of the list as well.
        return posts is [var only] ? db.WorkItems.Where(w => w.Post == only) : db.WorkItems.Where(w => posts.Contains(w.Post));
    }

    /// <summary>A case by its number, tracked.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>case-not-found</c>, also where it is not the caller's to see.</exception>
    public async Task<CaseFile> CaseAsync(Caller caller, string number, CancellationToken ct) =>
        await VisibleCases(caller).SingleOrDefaultAsync(c => c.Number == number, ct) ?? throw CaseErrors.NotFound();

    /// <summary>A task by its id, to read it, tracked.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>task-not-found</c>, also where it is not the caller's to see.</exception>
    public async Task<WorkItem> TaskAsync(Caller caller, Guid id, CancellationToken ct) =>
        await VisibleTasks(caller).SingleOrDefaultAsync(w => w.Id == id, ct) ?? throw WorkItemErrors.NotFound();
}

/// <summary>A case within a list.</summary>
internal sealed class ListedCase
{
    public required CaseFile Case { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required string Number { get; init; }
}
