using OneWindow.Domain.Parties;

namespace OneWindow.Driving;

/// <summary>What a window enters: an applicant, a form and papers that are right unless a test changes them.</summary>
public sealed record Application
{
    private static int _people;

    public required string Service { get; init; }
    public required object Form { get; init; }
    public required IReadOnlyDictionary<string, string> Materials { get; init; }
    public string Name { get; init; } = "才让多杰";
    public string IdNumber { get; init; } = Person("19800101");
    public string Phone { get; init; } = "13897001234";

    /// <summary>A community of the county's first town.</summary>
    public string Area { get; init; } = "632622100001";

    public object Body => new
    {
        service = Service,
        applicant = new { name = Name, idNumber = IdNumber, phone = Phone, area = Area },
        form = Form,
        materials = Materials.Select(m => new { key = m.Key, state = m.Value }),
        channel = "window",
    };

    public static Application Certificate => new()
    {
        Service = "disability-certificate",
        Form = new { disabilityType = "4", outsideHomeCounty = false },
        Materials = Provided("id-card", "household-register", "photos", "application-form", "assessment-form"),
    };

    public static Application LegalAid => new()
    {
        Service = "legal-aid",
        Form = new { matterType = "labour", matter = "拖欠工资两万元。", exemption = "none", limitation = "later", preservation = false },
        Materials = Provided("id-card", "application-form", "hardship-pledge", "case-papers"),
    };

    public static Application Relief => new()
    {
        Service = "temporary-relief",
        Form = new { cause = "illness", causeDetail = "突发重病住院。", amountWanted = 3000, householdSize = 4, urgent = false, sameCauseThisYear = false },
        Materials = Provided("id-card", "household-register", "check-consent", "cause-proof", "bank-account"),
    };

    public static Application LabourDispute => new()
    {
        Service = "labour-mediation",
        Form = new { claim = "wages", claimDetail = "工程结束后没有结清工资。", amount = 20000, employer = "某建筑公司", workers = 1 },
        Materials = Provided("id-card", "mediation-request", "employment-proof"),
    };

    public static Application StudentAid => new()
    {
        Service = "student-aid",
        Form = new { student = "child", level = "university", hardship = "registered", yearlyFees = 8000, aidedElsewhere = false },
        Materials = Provided("id-card", "household-register", "admission-letter", "application-form", "hardship-proof"),
    };

    public static Application UnionMembership => new()
    {
        Service = "union-membership",
        Form = new { employment = "employee", employerHasUnion = true, employer = "某水务公司", voluntary = true },
        Materials = Provided("id-card", "membership-application", "employment-proof"),
    };

    public static Application LeagueTransfer => new()
    {
        Service = "league-transfer",
        Form = new { destination = "work", destinationArea = "632622200", destinationName = "某合作社" },
        Materials = Provided("league-record", "destination-proof"),
    };

    public static Application HomeAdaptation => new()
    {
        Service = "home-adaptation",
        Form = new { grade = "1", hardship = "minimum-income", needs = "卫生间没有扶手。", ownsHome = true, adaptedBefore = false },
        Materials = Provided("id-card", "disability-certificate", "application-form", "hardship-status", "owner-consent"),
    };

    public static Application RightsProtection => new()
    {
        Service = "rights-protection",
        Form = new { matter = "domestic-violence", victim = "woman", ongoing = true, contactSafe = false },
        Materials = Provided("request-record", "id-card", "evidence"),
    };

    /// <summary>A matter whose two services begin at once: student aid and hardship relief.</summary>
    public static Application StudentFamily => new()
    {
        Service = "student-family",
        Form = new
        {
            hasStudent = true,
            suddenHardship = true,
            student = "child",
            level = "university",
            familyHardship = "registered",
            yearlyFees = 8000,
            aidedElsewhere = false,
            cause = "illness",
            causeDetail = "突发重病住院。",
            amountWanted = 3000,
            householdSize = 4,
            urgent = false,
            sameCauseThisYear = false,
        },
        Materials = Provided("id-card", "household-register", "admission-letter", "application-form", "hardship-proof", "check-consent", "cause-proof", "bank-account"),
    };

    /// <summary>A matter whose second service waits for the first: certificate, then adaptation of the home.</summary>
    public static Application DisabilitySupport => new()
    {
        Service = "disability-support",
        Form = new
        {
            holdsCertificate = false,
            wantsAdaptation = true,
            disabilityType = "4",
            outsideHomeCounty = false,
            grade = "1",
            hardship = "minimum-income",
            needs = "卫生间没有扶手。",
            ownsHome = true,
            adaptedBefore = false,
        },
        Materials = Provided("id-card", "application-form", "household-register", "photos", "assessment-form", "hardship-status", "owner-consent"),
    };

    public static Application Of(string service) =>
        new[] { Certificate, LegalAid, Relief, LabourDispute, StudentAid, UnionMembership, LeagueTransfer, HomeAdaptation, RightsProtection }.Single(a => a.Service == service);

    /// <summary>An identity number of an area that was never assigned, with a check digit that fits.</summary>
    /// <param name="birth">yyyyMMdd.</param>
    public static string Person(string birth, bool female = false)
    {
        var person = Interlocked.Increment(ref _people);
        var order = (person % 499 * 2) + (female ? 2 : 1);
        return IdentityNumber.WithCheckDigit($"99{1 + (person / 499 % 9999):0000}{birth}{order:000}");
    }

    public Application With(string material, string state) =>
        this with { Materials = new Dictionary<string, string>(Materials) { [material] = state } };

    private static Dictionary<string, string> Provided(params string[] keys) => keys.ToDictionary(k => k, _ => "provided");
}
