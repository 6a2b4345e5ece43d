using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Office;

/// <summary>The open tasks behind a number of the overview or of the map of a workflow, the most urgent first. For the joint office and administrators.</summary>
/// <param name="What">open (the default), soon, yellow, red, stuck, incident or meeting.</param>
/// <param name="Step">Activities with commas, each with those of the workflows that it runs.</param>
internal sealed record ListOfficeTasks(string? What, string? Service, string? Body, string? Step, string? Cursor, int? Size) : IRequest<OfficeList<TaskView>>, IValidate
{
    public void Validate(Findings findings)
    {
        OfficeScope.Check(What, OfficeScope.TaskWords, findings);
        OfficeScope.CheckSteps(Step, findings);
    }
}

/// <param name="Count">Of the whole list: the number of the overview that led here.</param>
internal sealed record OfficeList<T>(IReadOnlyList<T> Items, string? NextCursor, int Count)
{
    public static OfficeList<T> Of(int count, Page<T> page) => new(page.Items, page.NextCursor, count);
}

internal sealed class ListOfficeTasksHandler(CurrentCaller caller, OfficeScope scope, CatalogueSnapshot catalogue) : IRequestHandler<ListOfficeTasks, OfficeList<TaskView>>
{
    public async Task<OfficeList<TaskView>> Handle(ListOfficeTasks request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var (at, size) = (scope.Moment(), Cursor.SizeOf(request.Size));
        var tasks = scope.Tasks(request.What, request.Service, request.Body, request.Step, at);
        var count = await tasks.CountAsync(cancellationToken);
        if (Cursor.Read(request.Cursor) is { } cursor)
        {
            var (after, id) = (UtcMicroseconds.FromMicroseconds(cursor.Sort), cursor.TieAsGuid());
            tasks = tasks.Where(w => w.DueOrder > after || (w.DueOrder == after && w.Id > id));
        }

        var rows = await tasks.OrderBy(w => w.DueOrder).ThenBy(w => w.Id).Take(size + 1).AsNoTracking().ToListAsync(cancellationToken);
        return OfficeList<TaskView>.Of(count, Cursor.Cut(rows, size, item => TaskView.Of(item, catalogue, at.Now), item => new Cursor(UtcMicroseconds.ToMicroseconds(item.DueOrder), item.Id.ToString())));
    }
}
