using OneWindow.Api.Storage.Records;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>What long work is about, to tell one run from another of its kind. Empty for an export, whose filter is its own affair.</summary>
/// <param name="Workflow">Definition whose cases are moved.</param>
/// <param name="Undo">Whether moved cases are taken back.</param>
/// <param name="Years">Years whose calendar was corrected.</param>
internal sealed record RunSubject(string? Workflow = null, int? From = null, int? To = null, bool Undo = false, IReadOnlyList<int>? Years = null)
{
    public static RunSubject Of(LongRun run)
    {
        switch (run.Kind)
        {
            case MigrationRun.KindName:
                var move = LongRunDesk.RequestOf<MigrationAsked>(run);
                return new RunSubject(move.DefinitionId, move.Body.From, move.Body.To, move.Undo);
            case RecountRun.KindName:
                return new RunSubject(Years: LongRunDesk.RequestOf<RecountAsked>(run).Years);
            default:
                return new RunSubject();
        }
    }
}
