using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>One kind of long work. Made anew for each piece, in a scope and with a unit of work of its own.</summary>
internal interface ILongRunKind
{
    /// <summary>In kebab-case; it never changes.</summary>
    string Kind { get; }

    /// <summary>Heads the columns of the result.</summary>
    IReadOnlyList<string> Columns(bool english);

    /// <summary>
    /// Does the next piece and stores it together with how far the run got, in one transaction or one for each case; ends
    /// the run where nothing is left.
    /// </summary>
    /// <param name="run">Tracked, and held by this node. Where another takes it meanwhile, storing is a lost race.</param>
    /// <param name="who">Who started it, with what this person may do now.</param>
    /// <exception cref="Domain.Errors.RefusedException">It cannot be done; the run ends with the code.</exception>
    Task StepAsync(LongRun run, Caller who, CancellationToken ct);
}
