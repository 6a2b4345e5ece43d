using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Hosting;

/// <summary>Puts a case with one open task into the database, as a registration would leave it.</summary>
internal sealed record CaseSeed
{
    private static int _next;

    public string Name { get; init; } = "张三";
    public string Phone { get; init; } = "13800001234";
    public string IdNumber { get; init; } = IdentityNumber.WithCheckDigit("99010119800101001");
    public string Body { get; init; } = "federation-disabled";
    public string Role { get; init; } = "handler";
    public WorkItemKind Kind { get; init; } = WorkItemKind.Step;
    public Limit? Limit { get; init; } = Domain.Calendars.Limit.Parse("5wd");
    public TimeSpan Age { get; init; }

    /// <summary>Stores the case and gives it with its task.</summary>
    public async Task<(CaseFile Case, WorkItem Item)> AddAsync(ApiFactory api, Action<CaseFile, WorkItem, DateTimeOffset>? change = null)
    {
        var sealer = api.Services.GetRequiredService<Sealer>();
        var calendar = api.Services.GetRequiredService<CurrentCatalogue>().Current.Calendar;
        var now = api.Clock.GetUtcNow();
        var found = CaseFile.Register(Registration(sealer, now - Age));
        found.EnterStage("designate", "指定评定机构", "Name the hospital", "正在为您指定评定医院", null, now - Age);
        found.CountDue(calendar, now);
        var item = WorkItem.Open(Opening(found, calendar));
        var audit = found.Audit(new AuditFact("window", "county-station", "registered"), now - Age);
        change?.Invoke(found, item, now);
        await api.WithDbAsync(async db =>
        {
            Store(db, found, item, audit);
            return await db.SaveChangesAsync();
        });
        return (found, item);
    }

    public static void Store(OneWindowDb db, CaseFile found, WorkItem item, AuditEntry audit)
    {
        db.Cases.Add(found);
        db.CaseBodies.AddRange(new[] { found.Station, item.Body }.Distinct().Select(body => new CaseBody(found, body)));
        db.WorkItems.Add(item);
        db.Audit.Add(audit);
    }

    public CaseRegistration Registration(Sealer sealer, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Number = CaseNumber.Create(DateOnly.FromDateTime(at.UtcDateTime), Interlocked.Increment(ref _next)),
        ServiceKey = "disability-certificate",
        ServiceVersion = 1,
        DefinitionId = "disability-certificate",
        DefinitionVersion = 1,
        Applicant = new Applicant(
            Name, Gender.Male, new DateOnly(1980, 1, 1), sealer.SealWithIndex(IndexKinds.IdNumber, IdNumber),
            sealer.SealWithIndex(IndexKinds.Phone, Phone), "632622100200"),
        Form = """{"type":"limb"}""",
        Materials = [new("id-card", MaterialState.Provided), new("photos", MaterialState.Missing)],
        Channel = "window",
        Station = "county-station",
        RegisteredBy = "window",
        RegisteredAt = at,
        Limit = Limit is { } limit ? new LimitRule(limit, "statute", "某法第一条") : null,
    };

    public WorkItemOpening Opening(CaseFile found, WorkCalendar calendar) => new()
    {
        Id = Guid.CreateVersion7(found.RegisteredAt),
        Case = found,
        BookmarkId = found.Number.ToString(CultureInfo.InvariantCulture),
        ActivityId = "designate",
        Kind = Kind,
        TitleZh = "指定评定机构",
        TitleEn = "Name the assessing hospital",
        Body = Body,
        Role = Role,
        Outcomes = [new("done", "已指定", "Done", false), new("refuse", "退回", "Refuse", true)],
        Form = """{"type":"object"}""",
        Limit = Limit is { } limit ? new LimitRule(limit, "customary", null) : null,
        OpenedAt = found.RegisteredAt,
        DueAt = Limit is { } own ? DeadlineCalculator.DueAt(calendar, own, found.RegisteredAt, [], found.RegisteredAt) : null,
    };
}
