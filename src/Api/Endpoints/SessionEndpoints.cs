using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using OneWindow.Api.Features.Sessions;
using OneWindow.Api.Hosting;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Endpoints;

internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/session", Create).AllowAnonymous()
            .Produces<SessionView>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);

    private static async Task<IResult> Create(
        SignIn body, IMediator mediator, IOptionsMonitor<BearerTokenOptions> options, CancellationToken ct)
    {
        var caller = await mediator.Send(body, ct);
        return TypedResults.Ok(new SessionView(TokenFor(caller, options), SessionUser.Of(caller)));
    }

    private static string TokenFor(Caller caller, IOptionsMonitor<BearerTokenOptions> options)
    {
        const string Scheme = BearerTokenDefaults.AuthenticationScheme;
        var bearer = options.Get(Scheme);
        var properties = new AuthenticationProperties
        {
            ExpiresUtc = bearer.TimeProvider!.GetUtcNow() + bearer.BearerTokenExpiration,
        };
        return bearer.BearerTokenProtector.Protect(
            new AuthenticationTicket(Principals.Create(caller, Scheme), properties, $"{Scheme}:AccessToken"));
    }
}

internal sealed record SessionView(string Token, SessionUser User);

/// <param name="Roles">Global roles and the roles of the posts, each once.</param>
/// <param name="Bodies">Codes of the organisations that the person acts for.</param>
internal sealed record SessionUser(
    string UserName, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Bodies, string? ServicePoint)
{
    public static SessionUser Of(Caller caller) => new(
        caller.UserName, caller.Name, [.. caller.Roles.Concat(caller.Posts.Select(p => p.Role)).Distinct()],
        [.. caller.Bodies], caller.ServicePoint);
}
