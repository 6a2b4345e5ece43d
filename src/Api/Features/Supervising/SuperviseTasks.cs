using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Supervising;

namespace OneWindow.Api.Features.Supervising;

/// <summary>
/// The joint office chases, escalates or assigns one task or several, each in a transaction of its own: one that cannot be
/// does not hold up the others, and is told.
/// </summary>
/// <param name="To">The body that has to do them; only for assigning. For a single task also a user name of its post.</param>
internal sealed record SuperviseTasks(SupervisoryActKind? Act, IReadOnlyList<Guid>? Tasks, string? Note, string? To = null) : IRequest<SupervisedTasks>, IValidate
{
    public const int Most = 100;

    public void Validate(Findings findings)
    {
        if (Act is null || !Enum.IsDefined(Act.Value)) findings.Add("act", "请选择怎么办。(Choose what to do.)");
        if (Tasks is not { Count: > 0 }) findings.Add("tasks", "请至少选择一项。(Choose at least one.)");
        else if (Tasks.Count > Most) findings.Add("tasks", $"一次最多 {Most} 项。(At most {Most} at a time.)");
        if (string.IsNullOrWhiteSpace(Note)) findings.Add("note", "请写明要求和理由。(Say what is wanted, and why.)");
        else if (Note.Length > CompleteTask.MaxOpinionLength) findings.Add("note", "内容过长。(The text is too long.)");
        if (Act is SupervisoryActKind.Assign && string.IsNullOrWhiteSpace(To)) findings.Add("to", "请选择办理单位。(Choose the body.)");
    }
}

/// <param name="Done">How many tasks it was done to.</param>
internal sealed record SupervisedTasks(int Done, IReadOnlyList<TaskPassedOver> PassedOver);

/// <summary>A task to which nothing was done, and why.</summary>
internal sealed record TaskPassedOver(Guid Task, string? CaseNumber, string Code, string Message);

internal sealed class SuperviseTasksHandler(OneWindowDb db, TaskDesk tasks, SupervisionDesk desk, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SuperviseTasks, SupervisedTasks>
{
    private const int MaxRuns = 5;

    public async Task<SupervisedTasks> Handle(SuperviseTasks request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredOffice;
        var passedOver = new List<TaskPassedOver>();
        foreach (var id in request.Tasks!.Distinct())
            if (await UndisturbedAsync(request, id, who, cancellationToken) is { } passed) passedOver.Add(passed);
        return new SupervisedTasks(request.Tasks!.Distinct().Count() - passedOver.Count, passedOver);
    }

    /// <summary>Runs again where somebody else changed the case in the same moment; what is true then decides.</summary>
    private async Task<TaskPassedOver?> UndisturbedAsync(SuperviseTasks request, Guid id, Caller who, CancellationToken ct)
    {
        CaseFile? file = null;
        for (var run = 1; ; run++)
        {
            try
            {
                (var item, file) = await tasks.TakeAsync(who, id, ct);
                var (note, now) = (request.Note!.Trim(), clock.GetUtcNow());
                await (request.Act switch
                {
                    SupervisoryActKind.Chase => desk.ChaseAsync(file, item, who, note, now, ct),
                    SupervisoryActKind.Escalate => desk.EscalateAsync(file, item, who, note, now, ct),
                    _ => desk.AssignAsync(file, item, request.To!.Trim(), who, note, now, ct),
                });
                await db.SaveChangesAsync(ct);
                return null;
            }
            catch (RefusedException refused)
            {
                return new TaskPassedOver(id, file?.Number, refused.Code, refused.Message);
            }
            catch (Exception exception) when (LostRace.Is(exception))
            {
                if (run == MaxRuns) return new TaskPassedOver(id, file?.Number, CaseErrors.StaleVersion().Code, CaseErrors.StaleVersion().Message);
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
