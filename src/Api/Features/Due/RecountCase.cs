using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;

namespace OneWindow.Api.Features.Due;

/// <summary>Counts the provisional dates of a case anew, now that the calendar knows the year that they waited for.</summary>
/// <returns>Whether anything of it was provisional.</returns>
internal sealed record RecountCase(Guid CaseId) : ICommand<bool>;

internal sealed class RecountCaseHandler(OneWindowDb db, CaseReader cases, CatalogueSnapshot catalogue, DueDesk due, TimeProvider clock)
    : IRequestHandler<RecountCase, bool>
{
    public async Task<bool> Handle(RecountCase request, CancellationToken cancellationToken)
    {
        if (await cases.OfCaseAsync(request.CaseId, cancellationToken) is not { } moving) return false;
        var (file, now) = (moving.File, clock.GetUtcNow());
        var rows = new CaseRows(moving.Items, moving.Timers, moving.Bodies);
        var tasks = moving.Items.Where(i => i.IsOpen && IsKnown(i.AwaitedYear)).ToList();
        var whole = !file.IsClosed && IsKnown(file.AwaitedYear);
        if (tasks.Count == 0 && !whole) return false;
        var (years, before) = (tasks.Select(t => t.AwaitedYear).Append(whole ? file.AwaitedYear : null).OfType<int>().Distinct().Order().ToList(), Last(file.DueAt));
        var steps = new List<object>();
        foreach (var task in tasks)
        {
            var was = Last(task.DueAt);
            due.CountItem(task, moving, rows, now);
            steps.Add(new { title = task.TitleZh, titleEn = task.TitleEn, before = was, after = Last(task.DueAt) });
        }

        if (whole) due.CountCase(moving, rows, now);
        var detail = new { years, before = whole ? before : null, after = whole ? Last(file.DueAt) : null, steps };
        db.Audit.Add(file.Audit(new AuditFact(Actor.System.UserName, null, "deadline-recounted", null, JsonSerializer.Serialize(detail, CaseJson.Detail)), now));
        return await db.SaveChangesAsync(cancellationToken) > 0;
    }

    private bool IsKnown(int? year) => year is { } awaited && catalogue.Calendar.HasYear(awaited);

    private DateOnly? Last(DateTimeOffset? dueAt) => catalogue.Calendar.LastDay(dueAt);
}
