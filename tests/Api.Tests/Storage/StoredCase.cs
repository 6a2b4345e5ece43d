using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Storage;

/// <summary>Puts a case with its task straight into a database, without an application around it.</summary>
internal sealed record StoredCase
{
    public static readonly DateTimeOffset Now = new(2026, 9, 29, 10, 0, 0, 123, 456, TimeSpan.FromHours(8));
    public static readonly WorkCalendar Calendar = WorkCalendar.Parse(File.ReadAllText(Path.Combine(Repository.BuiltIn, "calendar.json")));

    public static Sealer Sealer { get; } = new(new byte[32]);

    public string Body { get; init; } = "legal-aid";
    public string Name { get; init; } = "张三";
    public string? Number { get; init; }
    public DateTimeOffset At { get; init; } = Now;
    public Action<CaseFile, WorkItem>? Change { get; init; }

    public async Task<(CaseFile Case, WorkItem Item)> AddAsync(OneWindowDb db)
    {
        var seed = new CaseSeed { Body = Body, Name = Name };
        var registration = seed.Registration(Sealer, At);
        var found = CaseFile.Register(Number is null ? registration : registration with { Number = Number });
        var item = WorkItem.Open(seed.Opening(found, Calendar));
        var audit = found.Audit(new AuditFact("window", null, "registered"), Now);
        Change?.Invoke(found, item);
        found.CountDue(Calendar, Now);
        CaseSeed.Store(db, found, item, audit);
        await db.SaveChangesAsync(Answers.Ct);
        return (found, item);
    }
}
