using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Sessions;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Demo;

/// <summary>One account for every post of every organisation, and the four that a demonstration begins with.</summary>
internal sealed class DemoAccounts(OneWindowDb db, CurrentCatalogue catalogue, PasswordCheck passwords)
{
    public const string Password = "onewindow";
    private const int MaxRuns = 5;
    private const string StationKind = "station";
    private const string ClerkRole = "clerk";

    /// <summary>Adds the accounts that are missing; those that are there keep what was changed on them.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                await AddMissingAsync(ct);
                return;
            }
            catch (Exception exception) when (run < MaxRuns && LostRace.Is(exception))
            {
                // Another node starts at the same moment; what it added is no longer missing.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task AddMissingAsync(CancellationToken ct)
    {
        var there = await db.Accounts.AsNoTracking().Select(a => a.UserName).ToHashSetAsync(ct);
        var organisations = catalogue.Current.Organisations;
        var wanted = Global(organisations).Concat(organisations.Organisations.SelectMany(Posts))
            .Where(w => !there.Contains(w.UserName)).ToList();
        if (wanted.Count == 0) return;
        // One hash for all: hashing is slow by design, and the password is no secret.
        var hash = passwords.Hash(Password);
        db.Accounts.AddRange(wanted.Select(w => w.ToAccount(hash)));
        await db.SaveChangesAsync(ct);
    }

    private static IEnumerable<Wanted> Global(OrganisationDirectory organisations)
    {
        yield return new Wanted("admin", "系统管理员") { Roles = [GlobalRoles.Admin] };
        var office = organisations.Organisations.FirstOrDefault(o => o.Kind == OrganisationDirectory.JointOfficeKind);
        yield return new Wanted("office", "联席办工作人员")
        {
            Roles = [GlobalRoles.Office],
            Posts = office is null ? [] : [.. office.Roles.Select(role => new Post(office.Code, role))],
        };
        var stations = organisations.Organisations.Where(o => o.Is(StationKind)).ToList();
        var county = stations.FirstOrDefault(o => o.Level is AreaLevel.County);
        if (county is not null) yield return Window("window", "窗口工作人员", county);
        var township = stations.FirstOrDefault(o => o.Level is AreaLevel.Township);
        if (township is not null) yield return Window("window2", "乡镇窗口工作人员", township);
    }

    private static Wanted Window(string userName, string name, Organisation station) =>
        new(userName, name) { Posts = [new Post(station.Code, ClerkRole)], ServicePoint = station.Code };

    private static IEnumerable<Wanted> Posts(Organisation organisation) => organisation.Roles.Select(role =>
        new Wanted(new Post(organisation.Code, role).ToString(), $"{organisation.Name}{RoleName(role)}")
        {
            Posts = [new Post(organisation.Code, role)],
            ServicePoint = organisation.Is(StationKind) ? organisation.Code : null,
        });

    private static string RoleName(string role) => role switch
    {
        ClerkRole => "窗口人员",
        "handler" => "经办人",
        "approver" => "审批人",
        "supervisor" => "督办人",
        _ => role,
    };

    private sealed record Wanted(string UserName, string Name)
    {
        public IReadOnlyList<string> Roles { get; init; } = [];
        public IReadOnlyList<Post> Posts { get; init; } = [];
        public string? ServicePoint { get; init; }

        public Account ToAccount(string hash)
        {
            var account = new Account(UserName, Name, hash, Roles, ServicePoint);
            foreach (var post in Posts) account.With(post.Body, post.Role);
            return account;
        }
    }
}
