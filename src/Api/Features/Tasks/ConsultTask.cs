using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Whoever decides a step asks others first (征求意见), or has them sign as well (会签、加签).</summary>
/// <param name="To">Codes of bodies, or user names.</param>
/// <param name="Kind">consult (the default), which the step does not wait for, or countersign, which it does.</param>
internal sealed record ConsultTask(Guid Id, IReadOnlyList<string?>? To, string? Question, string? Kind) : ICommand<CaseProgress>, IValidate
{
    private const int Most = 10;

    public WorkItemKind AskedKind => Kind is "countersign" ? WorkItemKind.Countersign : WorkItemKind.Consult;

    public IReadOnlyList<string> Receivers => [.. (To ?? []).OfType<string>().Select(t => t.Trim()).Where(t => t.Length > 0).Distinct()];

    public void Validate(Findings findings)
    {
        if (Receivers.Count is 0 or > Most) findings.Add("to", "请选择1至10个征求对象。(Name one to ten receivers.)");
        if (Kind is not (null or "" or "consult" or "countersign")) findings.Add("kind", "应为 consult 或 countersign。(It is consult or countersign.)");
        if (string.IsNullOrWhiteSpace(Question)) findings.Add("question", "请写明要征求的问题。(A question is required.)");
        else if (Question.Length > CompleteTask.MaxOpinionLength) findings.Add("question", "问题过长。(The question is too long.)");
    }
}

internal sealed class ConsultTaskHandler(OneWindowDb db, CommandFrame frame, TaskDesk desk, ConsultDesk consults, CatalogueSnapshot catalogue)
    : IRequestHandler<ConsultTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(ConsultTask request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var (item, file) = await desk.TakeToDecideAsync(who, request.Id, cancellationToken);
        if (item.Kind is not WorkItemKind.Step) throw WorkItemErrors.ConsultNotHere();
        item.Claim(who);
        item.RefuseWhileUnassigned();
        var (now, asked) = (frame.Now(), await consults.AskedAsync(item, cancellationToken));
        foreach (var receiver in request.Receivers)
        {
            var to = catalogue.Organisations.Find(receiver) is { Roles.Count: > 0 } body
                ? (catalogue.Organisations.PostFor(body.Code, item.Role), null)
                : await PersonAsync(receiver, item, file, who, cancellationToken);
            if (to.Item1.ToString() == item.Post && to.Item2 is null) throw WorkItemErrors.SameBody();
            if (asked.Exists(a => a.IsOpen && a.Post == to.Item1.ToString() && a.Assignee == to.Item2)) throw WorkItemErrors.AlreadyAsked(receiver);
            await consults.AskAsync(item, file, request.AskedKind, to, request.Question!.Trim(), who, now, cancellationToken);
        }

        return await frame.CommitAsync(file, now, cancellationToken);
    }

    /// <summary>A person is asked in the post that decides the step, else in the first that the person has.</summary>
    private async Task<(Post, string?)> PersonAsync(string userName, WorkItem item, CaseFile file, Caller who, CancellationToken ct)
    {
        var posts = await (from account in db.Accounts.AsNoTracking()
                           from post in account.Posts
                           where account.UserName == userName && account.IsEnabled
                           orderby post.Body, post.Role
                           select new Post(post.Body, post.Role)).ToListAsync(ct);
        if (posts.Count == 0 || userName == who.UserName) throw AccessErrors.UserUnknown("to", userName);
        if (file.IsRecused(userName)) throw WorkItemErrors.Recused();
        return (posts.Contains(new Post(item.Body, item.Role)) ? new Post(item.Body, item.Role) : posts[0], userName);
    }
}
