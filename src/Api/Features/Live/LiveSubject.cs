namespace OneWindow.Api.Features.Live;

/// <summary>What a page shows and may want to be told of. Equal subjects are asked for once, however many pages show them.</summary>
internal abstract record LiveSubject
{
    private LiveSubject()
    {
    }

    /// <summary>A case with its tasks. Its mark is the record's version: whatever changes the case or a task of it raises that.</summary>
    internal sealed record OfCase(Guid Id) : LiveSubject;

    /// <summary>The most urgent open tasks of a post. Its mark tells which they are.</summary>
    internal sealed record OfPost(string Post) : LiveSubject;

    /// <summary>The most urgent open tasks that somebody holds.</summary>
    internal sealed record OfHolder(string UserName) : LiveSubject;

    /// <summary>The most urgent of all open tasks.</summary>
    internal sealed record OfAll : LiveSubject;
}

/// <summary>A subject as a page has shown it.</summary>
/// <param name="Since">The mark that the page was made at; null for whatever holds now.</param>
internal sealed record Watch(LiveSubject Subject, string? Since);
