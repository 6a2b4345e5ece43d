using OneWindow.Domain.Access;

namespace OneWindow.Domain.Organisations;

/// <summary>Who stands above a body, for whatever the body must not decide by itself.</summary>
public static class Superiors
{
    private static readonly string[] Deciding = ["approver", "supervisor"];

    /// <summary>The nearest joint office's deciding post.</summary>
    public static Post PostOfOffice(this OrganisationDirectory organisations)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        var office = organisations.Organisations.First(o => o.Is(OrganisationDirectory.JointOfficeKind));
        return DecidingPost(office) ?? new Post(office.Code, "supervisor");
    }

    /// <summary>The post that decides in a body; the joint office's where the body has none.</summary>
    public static Post PostIn(this OrganisationDirectory organisations, string body)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        return organisations.Find(body) is { } found && DecidingPost(found) is { } post ? post : organisations.PostOfOffice();
    }

    /// <summary>The post that decides in the body above; the joint office's where nobody stands above.</summary>
    public static Post PostAbove(this OrganisationDirectory organisations, string body)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        return organisations.Find(body)?.Parent is { } parent ? organisations.PostIn(parent) : organisations.PostOfOffice();
    }

    private static Post? DecidingPost(Organisation body) =>
        Array.Find(Deciding, body.Roles.Contains) is { } role ? new Post(body.Code, role) : null;
}
