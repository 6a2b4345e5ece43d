using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Tasks;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Live;

/// <summary>Watches the page of a case, by the rules of that page.</summary>
/// <param name="Since">The version that the page shows; null for whatever holds now.</param>
internal sealed record WatchCase(string Number, int? Since) : IRequest<IReadOnlyList<Watch>>;

internal sealed class WatchCaseHandler(AccessPolicy access, CurrentCaller caller) : IRequestHandler<WatchCase, IReadOnlyList<Watch>>
{
    public async Task<IReadOnlyList<Watch>> Handle(WatchCase request, CancellationToken cancellationToken)
    {
        var id = await access.VisibleCases(caller.Required).Where(c => c.Number == request.Number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(cancellationToken)
            ?? throw CaseErrors.NotFound();
        return [new Watch(new LiveSubject.OfCase(id), request.Since?.ToString(CultureInfo.InvariantCulture))];
    }
}

/// <summary>Watches the page of a task, by the rules of that page.</summary>
internal sealed record WatchTask(Guid Id, int? Since) : IRequest<IReadOnlyList<Watch>>;

internal sealed class WatchTaskHandler(AccessPolicy access, CurrentCaller caller) : IRequestHandler<WatchTask, IReadOnlyList<Watch>>
{
    public async Task<IReadOnlyList<Watch>> Handle(WatchTask request, CancellationToken cancellationToken)
    {
        var task = await access.TaskAsync(caller.Required, request.Id, cancellationToken);
        return [new Watch(new LiveSubject.OfCase(task.CaseId), request.Since?.ToString(CultureInfo.InvariantCulture))];
    }
}

/// <summary>Watches a worklist: what stands at its head, and the cases of the rows that the page shows.</summary>
/// <param name="Scope">As of <see cref="ListTasks"/>.</param>
/// <param name="Since">What <see cref="MarkWorklist"/> gave when the page was made.</param>
/// <param name="Cases">"number-version", separated by commas; those that are not the caller's to see are not watched.</param>
internal sealed record WatchWorklist(string? Scope, string? Since, string? Cases) : IRequest<IReadOnlyList<Watch>>;

internal sealed class WatchWorklistHandler(AccessPolicy access, CurrentCaller caller) : IRequestHandler<WatchWorklist, IReadOnlyList<Watch>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<Watch>> Handle(WatchWorklist request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var marks = (request.Since ?? "").Split('.');
        var lists = Worklists.Of(who, request.Scope);
        var versions = (request.Cases ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Most)
            .Select(text => text.Split('-', 2)).Where(parts => parts.Length == 2 && CaseNumber.IsValid(parts[0]))
            .DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        var numbers = versions.Keys.ToArray();
        var cases = numbers.Length == 0 ? [] : await access.VisibleCases(who).Where(c => numbers.Contains(c.Number))
            .Select(c => new { c.Id, c.Number }).ToListAsync(cancellationToken);
        return
        [
            .. lists.Select((list, i) => new Watch(list, marks.Length == lists.Count && marks[i].Length > 0 ? marks[i] : null)),
            .. cases.Select(c => new Watch(new LiveSubject.OfCase(c.Id), versions[c.Number])),
        ];
    }
}

/// <summary>The mark of a worklist, to be read before the list itself: what comes in between is then told of.</summary>
internal sealed record MarkWorklist(string? Scope) : IRequest<string>;

internal sealed class MarkWorklistHandler(CurrentCaller caller, LiveMarks marks) : IRequestHandler<MarkWorklist, string>
{
    public async Task<string> Handle(MarkWorklist request, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (var list in Worklists.Of(caller.Required, request.Scope)) texts.Add(await marks.OfListAsync(list, cancellationToken));
        return string.Join('.', texts);
    }
}

/// <summary>What the worklists of a scope are made of.</summary>
internal static class Worklists
{
    public static IReadOnlyList<LiveSubject> Of(Caller who, string? scope) => scope?.ToLowerInvariant() switch
    {
        "mine" => [new LiveSubject.OfHolder(who.UserName)],
        "all" when who.SeesEverything => [new LiveSubject.OfAll()],
        _ => [.. who.Posts.Select(p => new LiveSubject.OfPost(p.ToString()))],
    };
}
