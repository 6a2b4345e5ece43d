using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Absences;

/// <summary>Who shares a post with the caller and may stand in.</summary>
internal sealed record ListColleagues : IRequest<IReadOnlyList<ColleagueView>>;

internal sealed record ColleagueView(string UserName, string Name);

internal sealed class ListColleaguesHandler(OneWindowDb db, CurrentCaller caller) : IRequestHandler<ListColleagues, IReadOnlyList<ColleagueView>>
{
    public async Task<IReadOnlyList<ColleagueView>> Handle(ListColleagues request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var bodies = who.Bodies.ToArray();
        var people = await (from account in db.Accounts.AsNoTracking()
                            from post in account.Posts
                            where account.IsEnabled && account.UserName != who.UserName && bodies.Contains(post.Body)
                            orderby account.UserName
                            select new { account.UserName, account.Name, post.Body, post.Role }).ToListAsync(cancellationToken);
        return [.. people.Where(p => who.Holds(p.Body, p.Role)).Select(p => new ColleagueView(p.UserName, p.Name)).Distinct()];
    }
}
