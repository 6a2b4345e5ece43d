using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Bench.Lists;

/// <summary>What addresses of a seeded store name.</summary>
/// <param name="Number">The newest case.</param>
/// <param name="Tail">What its applicant knows beside the number: a wrong one would be slowed down after some tries.</param>
/// <param name="Task">Id of the newest open task that a person may hold; empty where nobody was named or there is none.</param>
internal sealed record SeededStore(string Number, string Tail, string Task)
{
    /// <param name="holder">{body}.{role} of a demonstration's account; null where no task is wanted.</param>
    public static async Task<SeededStore> FindAsync(WebApplication app, string? holder = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var newest = await db.Cases.AsNoTracking().OrderByDescending(c => c.Id).FirstAsync();
        var tail = app.Services.GetRequiredService<Sealer>().Open(newest.ApplicantPhoneSealed)[^4..];
        if (holder?.Split('.') is not [var body, var role]) return new SeededStore(newest.Number, tail, "");
        var task = await db.WorkItems.AsNoTracking().Where(w => w.State == WorkItemState.Open && w.Body == body && w.Role == role)
            .OrderByDescending(w => w.Id).Select(w => (Guid?)w.Id).FirstOrDefaultAsync();
        return new SeededStore(newest.Number, tail, task?.ToString() ?? "");
    }

    /// <summary>An address with its holes filled.</summary>
    public string Fill(string address) => address
        .Replace("{number}", Number, StringComparison.Ordinal).Replace("{day}", Number[..6], StringComparison.Ordinal)
        .Replace("{tail}", Tail, StringComparison.Ordinal).Replace("{task}", Task, StringComparison.Ordinal);
}
