using System.Text.Json;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Takes a person out of a case (回避): what the person holds goes back, and nothing of the case comes to the person again.</summary>
internal sealed class RecusalDesk(OneWindowDb db, CaseReader cases, PostKeeper posts)
{
    /// <param name="userName">Who keeps out.</param>
    /// <exception cref="Domain.Errors.RefusedException"><c>already-recused</c>, <c>case-closed</c>.</exception>
    public async Task RecordAsync(CaseFile file, string userName, string reason, Actor by, DateTimeOffset now, CancellationToken ct)
    {
        file.Recuse(new CaseRecusal(userName, by.UserName, reason, now));
        db.Audit.Add(file.Audit(new AuditFact(by.UserName, by.Body, "recused", null,
            JsonSerializer.Serialize(new { user = userName, reason }, CaseJson.Detail)), now));
        foreach (var item in (await cases.OfAsync(file, ct)).Items.Where(i => i.IsOpen))
        {
            if (item.Assignee == userName) item.LetGo();
            await posts.KeepAsync(item, file, now, ct);
        }
    }
}
