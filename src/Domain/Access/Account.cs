namespace OneWindow.Domain.Access;

/// <summary>A person who may sign in.</summary>
public sealed class Account
{
    private Account()
    {
    }

    public Account(string userName, string name, string passwordHash, IReadOnlyList<string> roles, string? servicePoint) =>
        (UserName, Name, PasswordHash, Roles, ServicePoint, IsEnabled) = (userName, name, passwordHash, roles, servicePoint, true);

    /// <summary>Lower case.</summary>
    public string UserName { get; private set; } = "";

    public string Name { get; private set; } = "";
    public string PasswordHash { get; private set; } = "";

    /// <summary>Global roles.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    public string? ServicePoint { get; private set; }
    public bool IsEnabled { get; private set; }
    public List<AccountPost> Posts { get; } = [];

    public Account With(string body, string role)
    {
        Posts.Add(new AccountPost(UserName, body, role));
        return this;
    }

    public Caller ToCaller() => new(UserName, Name, Roles, [.. Posts.Select(p => new Post(p.Body, p.Role))], ServicePoint);
}

/// <summary>A post that a person holds.</summary>
public sealed class AccountPost
{
    private AccountPost()
    {
    }

    public AccountPost(string userName, string body, string role) => (UserName, Body, Role) = (userName, body, role);

    public string UserName { get; private set; } = "";
    public string Body { get; private set; } = "";
    public string Role { get; private set; } = "";
}
