using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Tests.Cases;

/// <summary>A registered case with a limit of five working days.</summary>
internal static class ACase
{
    public static readonly DateTimeOffset RegisteredAt = new(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8));
    public static readonly WorkCalendar Calendar = RepositoryFiles.Calendar;

    public static CaseFile Registered(LimitRule? limit = null) => CaseFile.Register(Registration(limit));

    public static CaseRegistration Registration(LimitRule? limit = null) => new()
    {
        Id = Guid.CreateVersion7(RegisteredAt),
        Number = CaseNumber.Create(new DateOnly(2026, 9, 29), 1234567),
        ServiceKey = "a-service",
        ServiceVersion = 1,
        DefinitionId = "a-workflow",
        DefinitionVersion = 1,
        Applicant = new Applicant(
            "张三", Gender.Male, new DateOnly(1980, 1, 1), new SealedText("s1", "i1"), new SealedText("s2", "i2"), "632622100"),
        Form = "{}",
        Materials = [new("id-card", MaterialState.Provided), new("photo", MaterialState.Missing)],
        Channel = "window",
        Station = "county-station",
        RegisteredBy = "window",
        RegisteredAt = RegisteredAt,
        Limit = limit ?? new LimitRule(Limit.Parse("5wd"), "statute", "a law"),
    };
}
