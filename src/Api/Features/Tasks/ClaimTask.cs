using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Takes a task out of the post's worklist, or puts it back. Taking what one holds changes nothing.</summary>
internal sealed record ClaimTask(Guid Id, bool Release) : ICommand<CaseProgress>;

internal sealed class ClaimTaskHandler(OneWindowDb db, CommandFrame frame, TaskDesk desk)
    : IRequestHandler<ClaimTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(ClaimTask request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var (item, file) = request.Release
            ? await desk.TakeAsync(who, request.Id, cancellationToken)
            : await desk.TakeToDecideAsync(who, request.Id, cancellationToken);
        var now = frame.Now();
        if (!request.Release && item.Assignee == who.UserName) return await frame.CommitAsync(file, now, cancellationToken);
        if (request.Release) item.Release(who);
        else item.Claim(who);
        db.Audit.Add(file.Audit(new(who.UserName, item.Body, request.Release ? "released" : "claimed", item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn }, CaseJson.Detail)), now));
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
