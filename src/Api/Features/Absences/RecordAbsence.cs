using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Absences;

/// <summary>Somebody will be away, or the joint office records it for somebody; what the person holds goes to the deputy on the first day.</summary>
/// <param name="User">User name; null for the caller.</param>
/// <param name="Deputy">User name of somebody who shares a post; null for none.</param>
internal sealed record RecordAbsence(string? User, DateOnly? From, DateOnly? Until, string? Deputy) : ICommand<AbsenceView>, IValidate
{
    public void Validate(Findings findings)
    {
        if (From is null) findings.Add("from", "请填写开始日期。(A first day is required.)");
        if (Until is null) findings.Add("until", "请填写结束日期。(A last day is required.)");
        if (Until < From) findings.Add("until", "结束日期早于开始日期。(The last day lies before the first.)");
        else if (Until?.DayNumber - From?.DayNumber >= Absence.MaxDays) findings.Add("until", "离岗不能超过一年。(A year at most.)");
    }
}

internal sealed class RecordAbsenceHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue, StandIns standIns, TimeProvider clock)
    : IRequestHandler<RecordAbsence, AbsenceView>
{
    public async Task<AbsenceView> Handle(RecordAbsence request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.Required, clock.GetUtcNow());
        var user = string.IsNullOrWhiteSpace(request.User) ? who.UserName : request.User.Trim();
        if (user != who.UserName && !who.SeesEverything) throw AccessErrors.Forbidden();
        var (from, until, today) = (request.From!.Value, request.Until!.Value, catalogue.Calendar.LocalDate(now));
        var deputy = string.IsNullOrWhiteSpace(request.Deputy) ? null : request.Deputy.Trim();
        await CheckAsync(user, deputy, cancellationToken);
        if (until < today) throw new RefusedException(RefusalKind.Invalid, "request-invalid", "请求有误",
            new Dictionary<string, string[]>(StringComparer.Ordinal) { ["until"] = ["结束日期已经过去。(The last day has passed.)"] });
        if (await db.Absences.AnyAsync(a => a.UserName == user && a.EndedAt == null && a.FromOn <= until && from <= a.UntilOn, cancellationToken)) throw AccessErrors.AbsenceOverlaps();
        var absence = new Absence(Guid.CreateVersion7(now), user, from, until, deputy, who.UserName, now);
        db.Absences.Add(absence);
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "absence-recorded", null,
            JsonSerializer.Serialize(new { user, from, until, deputy }, CaseJson.Detail)), now));
        if (absence.Covers(today)) await standIns.HandOverAsync(absence, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return AbsenceView.Of(absence);
    }

    private async Task CheckAsync(string user, string? deputy, CancellationToken ct)
    {
        var posts = await PostsAsync(user, ct);
        if (posts.Count == 0) throw AccessErrors.UserUnknown("user", user);
        if (deputy is not null && (deputy == user || !(await PostsAsync(deputy, ct)).Intersect(posts).Any())) throw AccessErrors.DeputyUnfit(deputy);
    }

    private Task<List<Post>> PostsAsync(string userName, CancellationToken ct) =>
        (from account in db.Accounts.AsNoTracking()
         from post in account.Posts
         where account.UserName == userName && account.IsEnabled
         select new Post(post.Body, post.Role)).ToListAsync(ct);
}
