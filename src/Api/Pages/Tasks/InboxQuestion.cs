using Microsoft.AspNetCore.Http.Extensions;
using OneWindow.Api.Features.Tasks;

namespace OneWindow.Api.Pages.Tasks;

/// <summary>What a worklist page shows, which is all in its address: to be kept, sent on, and come back to.</summary>
internal sealed class InboxQuestion
{
    private const string Open = "open";
    private const string Finished = "done";

    public string? Scope { get; set; }
    public string? State { get; set; }
    public string? Service { get; set; }
    public string? Step { get; set; }
    public string? Post { get; set; }
    public string? Card { get; set; }
    public string? Area { get; set; }
    public string? Q { get; set; }

    public string ShownScope => Scope is { Length: > 0 } scope ? scope : "body";

    public string ShownState => Done ? Finished : Open;

    public bool Done => State == Finished;

    /// <summary>Whether less is asked for than the whole list.</summary>
    public bool IsNarrowed => new[] { Service, Step, Post, Card, Area, Q }.Any(value => !string.IsNullOrEmpty(value));

    public ListTasks List(string? cursor, int size) => new(Scope, State, Service, null, cursor, size, Card, Post, Step, Area, Q?.Trim());

    /// <summary>The address of this list, or of a further page of it.</summary>
    public string Address(string? cursor = null) => "/tasks" + new QueryBuilder(
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["scope"] = ShownScope,
            ["state"] = ShownState,
            ["service"] = Service,
            ["step"] = string.IsNullOrEmpty(Service) ? null : Step,
            ["post"] = Post,
            ["card"] = Done ? null : Card,
            ["area"] = Area,
            ["q"] = Q?.Trim(),
            ["cursor"] = cursor,
        }.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)));
}
