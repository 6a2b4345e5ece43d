using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Tasks;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Supervising;

namespace OneWindow.Api.Features.Supervising;

/// <summary>
/// A task is chased (催办), escalated or assigned. The joint office may do each of them; the window that keeps the case
/// chases, and nothing else.
/// </summary>
/// <param name="To">The body that has to do it, or a user name of its post; only for assigning.</param>
/// <param name="NoteField">What the sender calls the note, so that a finding stands beside it.</param>
internal sealed record SuperviseTask(Guid Id, SupervisoryActKind? Act, string? Note, string? To = null, string NoteField = "note") : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (Id == Guid.Empty) findings.Add("task", "请选择任务。(Choose a task.)");
        ValidateAct(Act, Note, To, NoteField, findings);
    }

    /// <summary>What has to be said, for one task as for many.</summary>
    public static void ValidateAct(SupervisoryActKind? act, string? note, string? to, string noteField, Findings findings)
    {
        if (act is null || !Enum.IsDefined(act.Value)) findings.Add("act", "请选择怎么办。(Choose what to do.)");
        if (string.IsNullOrWhiteSpace(note)) findings.Add(noteField, "请写明要求和理由。(Say what is wanted, and why.)");
        else if (note.Length > CompleteTask.MaxOpinionLength) findings.Add(noteField, "内容过长。(The text is too long.)");
        if (act is SupervisoryActKind.Assign && string.IsNullOrWhiteSpace(to)) findings.Add("to", "请选择办理单位。(Choose the body.)");
    }
}

internal sealed class SuperviseTaskHandler(CommandFrame frame, TaskDesk tasks, SupervisionDesk desk) : IRequestHandler<SuperviseTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(SuperviseTask request, CancellationToken cancellationToken)
    {
        var chases = request.Act is SupervisoryActKind.Chase;
        var who = chases ? frame.Who : frame.Office;
        var (item, file) = chases
            ? await tasks.TakeToChaseAsync(who, request.Id, cancellationToken)
            : await tasks.TakeAsync(who, request.Id, cancellationToken);
        var (note, now) = (request.Note!.Trim(), frame.Now());
        await (request.Act switch
        {
            SupervisoryActKind.Chase => desk.ChaseAsync(file, item, who, note, now, cancellationToken),
            SupervisoryActKind.Escalate => desk.EscalateAsync(file, item, who, note, now, cancellationToken),
            _ => desk.AssignAsync(file, item, request.To!.Trim(), who, note, now, cancellationToken),
        });
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
