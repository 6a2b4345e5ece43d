using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.Ratings;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Ratings;

/// <summary>Takes ratings, and has bad ones looked into by the body above the one that is rated (差评整改).</summary>
internal sealed class RatingDesk(OneWindowDb db, CatalogueSnapshot catalogue, AftercareTasks tasks, MessageWriter messages)
{
    private const string ActivityId = "rating";
    private const string Rectified = "rectified";

    /// <summary>Gives the rating of the case's present closing, or changes it.</summary>
    /// <param name="takenBy">The clerk; null where the applicant rates alone.</param>
    /// <exception cref="Domain.Errors.RefusedException"><c>case-not-closed</c>, <c>rating-final</c>.</exception>
    public async Task<Rating> GiveAsync(CaseFile file, RatingInput input, string? takenBy, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (file.ClosedAt is not { } closedAt) throw CaseErrors.NotClosed(file.Number);
        var rating = await OfClosingAsync(file, ct);
        if (rating is not null && now >= catalogue.RatingFinalAt(file, rating)) return IsSame(rating, input) ? rating : throw RatingErrors.Final();
        if (rating is null) db.Ratings.Add(rating = new Rating(Guid.CreateVersion7(now), file.Id, closedAt, file.ServiceKey, await DecidingBody.OfClosedAsync(db, file, ct), now));
        if (!rating.Give(input.Stars, input.Text, takenBy, now)) return rating;
        tasks.Note(file, actor, rating.ChangedAt is null ? "rated" : "rating-changed", null, new { stars = rating.Stars, body = rating.Body }, now);
        if (rating.IsBad && rating.Rectification is Rectification.None or Rectification.Dropped) await LookIntoAsync(rating, file, now, ct);
        else if (!rating.IsBad) await DropAsync(rating, actor, now, ct);
        return rating;
    }

    /// <summary>The body above has looked into a bad rating; the applicant is told.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>rating-own-work</c>: the caller worked on the case.</exception>
    public async Task AnswerAsync(WorkItem item, CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await tasks.HasWorkedOnAsync(item, actor.UserName, ct)) throw RatingErrors.OwnWork();
        var rating = await db.Ratings.SingleAsync(r => r.WorkItemId == item.Id, ct);
        rating.Answer(item.Outcome == Rectified, item.Opinion);
        messages.Tell(file, OutboxMessage.Applicant, $"您对办件 {file.Number} 的评价已有处理结果，可凭编号和手机尾号查看。",
            $"Your rating of case {file.Number} has been looked into; track the case to read the answer.", now);
    }

    /// <summary>The case goes on: its closing, and with it the rating, is settled.</summary>
    public async Task SettleAsync(CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var rating in await db.Ratings.Where(r => r.CaseId == file.Id && r.Rectification == Rectification.Open).ToListAsync(ct)) await DropAsync(rating, actor, now, ct);
    }

    public GivenRating Given(Rating rating, CaseFile file) => GivenRating.Of(rating, file, catalogue);

    private async Task<Rating?> OfClosingAsync(CaseFile file, CancellationToken ct) =>
        file.ClosedAt is { } closedAt ? await db.Ratings.SingleOrDefaultAsync(r => r.CaseId == file.Id && r.ClosedAt == closedAt, ct) : null;

    private static bool IsSame(Rating rating, RatingInput input) => (rating.Stars, rating.Text) == (input.Stars, input.Text);

    private async Task LookIntoAsync(Rating rating, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        var item = await tasks.OpenAsync(file, new AftercareTask(
            WorkItemKind.Rectification, ActivityId, ($"差评整改：{catalogue.BodyName(rating.Body)}", $"Bad rating of {catalogue.BodyNameEn(rating.Body)}"),
            catalogue.Organisations.PostAbove(rating.Body),
            [new(Rectified, "属实，已整改", "Founded and put right", true), new("unfounded", "经核实不属实", "Not founded", true)],
            new LimitRule(tasks.RulesOf(file).Ratings.RectifyWithin, "customary", null)), AuditActions.StepOpened, now, ct);
        rating.LookInto(item.Id);
    }

    private async Task DropAsync(Rating rating, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (rating.Rectification is not Rectification.Open) return;
        await tasks.CancelAsync(rating.WorkItemId, actor, now, ct);
        rating.Drop();
    }
}
