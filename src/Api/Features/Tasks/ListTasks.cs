using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Tasks;

/// <summary>A worklist: open tasks by urgency, finished ones by recency.</summary>
/// <param name="Scope">mine (held or answered by the caller), body (the caller's posts; the default), all (everything visible).</param>
/// <param name="State">open (the default) or done.</param>
/// <param name="Late">True: only what is or was late.</param>
/// <param name="Card">yellow or red: only what has this card; red is the same as late.</param>
/// <param name="Post">"body.role": only this post.</param>
/// <param name="Step">Activity id: only this step.</param>
/// <param name="Area">Code of the area where the applicant lives, with all areas in it.</param>
/// <param name="Q">A case number, or its first eight digits and more.</param>
/// <remarks>With a service, a step or an area a page may hold less than it could, and yet have a next one: see <see cref="TaskSearch"/>.</remarks>
internal sealed record ListTasks(
    string? Scope, string? State, string? Service, bool? Late, string? Cursor, int? Size, string? Card = null,
    string? Post = null, string? Step = null, string? Area = null, string? Q = null)
    : IRequest<Page<TaskView>>, IValidate
{
    /// <summary>The day of registration, and enough of the rest to mean few cases.</summary>
    public const int LeastDigits = 8;

    public bool Done => string.Equals(State, "done", StringComparison.OrdinalIgnoreCase);

    /// <summary>Asks for what no index gives in the order of the list.</summary>
    public bool LooksThrough => !string.IsNullOrEmpty(Service) || !string.IsNullOrEmpty(Step) || !string.IsNullOrEmpty(Area);

    public void Validate(Findings findings)
    {
        if (Scope?.ToLowerInvariant() is not (null or "" or "mine" or "body" or "all")) findings.Add("scope", "应为 mine、body 或 all");
        if (State?.ToLowerInvariant() is not (null or "" or "open" or "done")) findings.Add("state", "应为 open 或 done");
        Cards.Check(Card, findings);
        if (string.IsNullOrWhiteSpace(Q)) return;
        if (CaseSearch.IsPersonal(Q)) throw CaseErrors.SearchInAddress();
        if (!CaseSearch.IsNumber(Q) || Q.Trim().Length is < LeastDigits or > CaseNumber.Length)
            findings.Add("q", "请输入办件编号，至少前八位。(Enter a case number, or at least its first eight digits.)");
    }
}

internal sealed class ListTasksHandler(TaskSearch search, DecisionRules rules, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<ListTasks, Page<TaskView>>
{
    public async Task<Page<TaskView>> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        var (who, now, size) = (caller.Required, clock.GetUtcNow(), Cursor.SizeOf(request.Size));
        var (rows, goOnAt) = await search.FindAsync(request, who, size, now, cancellationToken);
        var candidates = who.SeesEverything ? await rules.CandidatesAsync(rows, cancellationToken) : null;
        var page = Cursor.Cut(rows, size, item => TaskView.Of(item, catalogue, now, candidates?[item.Id]), item => TaskSearch.At(item, request));
        return goOnAt is null ? page : page with { NextCursor = goOnAt.ToString() };
    }
}
