using OneWindow.Domain.Access;

namespace OneWindow.Domain.Organisations;

/// <summary>Who stands above a body, for whatever the body must not decide by itself.</summary>
public static class Superiors
{
    private static readonly string[] Deciding = ["approver", "supervisor"];

    /// <summary>The deciding post of an area's joint office.</summary>
    public static Post PostOfOffice(this OrganisationDirectory organisations, string? areaCode)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        var office = organisations.JointOfficeOf(areaCode);
        return DecidingPost(office) ?? new Post(office.Code, "supervisor");
    }

    /// <summary>The post that decides in a body; its joint office's where the body has none.</summary>
    public static Post PostIn(this OrganisationDirectory organisations, string body)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        var found = organisations.Find(body);
        return (found is null ? null : DecidingPost(found)) ?? organisations.PostOfOffice(found?.Area);
    }

    /// <summary>The post that decides in the body above; the joint office's where nobody stands above.</summary>
    public static Post PostAbove(this OrganisationDirectory organisations, string body)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        var found = organisations.Find(body);
        return found?.Parent is { } parent ? organisations.PostIn(parent) : organisations.PostOfOffice(found?.Area);
    }

    private static Post? DecidingPost(Organisation body) =>
        Array.Find(Deciding, body.Roles.Contains) is { } role ? new Post(body.Code, role) : null;
}
