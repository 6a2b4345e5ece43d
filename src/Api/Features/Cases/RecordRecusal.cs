using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>The joint office records that a person keeps out of a case (回避), whether or not the person said so.</summary>
internal sealed record RecordRecusal(string Number, string? User, string? Reason) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(User)) findings.Add("user", "请填写回避人员的用户名。(A user name is required.)");
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class RecordRecusalHandler(OneWindowDb db, CommandFrame frame, RecusalDesk recusals)
    : IRequestHandler<RecordRecusal, CaseProgress>
{
    public async Task<CaseProgress> Handle(RecordRecusal request, CancellationToken cancellationToken)
    {
        var (who, user, now) = (frame.Office, request.User!.Trim(), frame.Now());
        var file = await db.Cases.SingleOrDefaultAsync(c => c.Number == request.Number, cancellationToken) ?? throw CaseErrors.NotFound();
        if (!await db.Accounts.AnyAsync(a => a.UserName == user, cancellationToken)) throw AccessErrors.UserUnknown("user", user);
        await recusals.RecordAsync(file, user, request.Reason!.Trim(), Actor.Of(who), now, cancellationToken);
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
