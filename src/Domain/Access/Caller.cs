namespace OneWindow.Domain.Access;

/// <summary>A role within a body: what a person's work hangs on.</summary>
public readonly record struct Post(string Body, string Role)
{
    /// <summary>"body.role"; organisation codes have no dots.</summary>
    public override string ToString() => $"{Body}.{Role}";

    public static Post Parse(string text)
    {
        var dot = text.LastIndexOf('.');
        return new Post(text[..dot], text[(dot + 1)..]);
    }
}

/// <summary>Global roles, beyond the posts within bodies.</summary>
public static class GlobalRoles
{
    /// <summary>The joint office: supervises every case and may unblock it.</summary>
    public const string Office = "office";

    /// <summary>Configures services, accounts and, in demonstrations, the clock.</summary>
    public const string Admin = "admin";
}

/// <summary>Who asks.</summary>
/// <param name="UserName">Unique, lower case.</param>
/// <param name="Name">For people.</param>
/// <param name="Roles">Global roles: <see cref="GlobalRoles"/>.</param>
/// <param name="ServicePoint">Code of the window where the person sits; null for everyone else.</param>
public sealed record Caller(
    string UserName, string Name, IReadOnlyList<string> Roles, IReadOnlyList<Post> Posts, string? ServicePoint)
{
    public bool SeesEverything => Roles.Contains(GlobalRoles.Office) || Roles.Contains(GlobalRoles.Admin);

    public bool IsAdmin => Roles.Contains(GlobalRoles.Admin);

    /// <summary>Whether people come to this person: somebody at a service point, or a clerk of any body.</summary>
    public bool IsAtWindow => ServicePoint is not null || Posts.Any(p => p.Role == "clerk");

    public IEnumerable<string> Bodies => Posts.Select(p => p.Body).Distinct();

    public bool Holds(string body, string role) => Posts.Contains(new Post(body, role));
}
