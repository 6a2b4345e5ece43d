using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Storage;

/// <summary>
/// What a step reads, as one command for one round trip, and the readers of its results. The case comes first: whoever
/// changes the rows that follow raises the case's version, so that a step which saw half of it cannot be saved.
/// </summary>
internal sealed class CaseStatements
{
    public CaseStatements(OneWindowDb db)
    {
        var select = new SelectText(db);
        (Cases, Instances, Items, Timers) = (new(db.Model), new(db.Model), new(db.Model), new(db.Model));
        OfCase = Reading(db, select, RoundTrip.Parameter, "");
        OfTask = Reading(db, select, CaseOf<WorkItem>(select), $" OR {select.Name("Id")} = {RoundTrip.Parameter}");
        OfTimer = Reading(db, select, CaseOf<CaseTimer>(select), "");
    }

    public RowReader<CaseFile> Cases { get; }
    public RowReader<WorkflowInstance> Instances { get; }
    public RowReader<WorkItem> Items { get; }
    public RowReader<CaseTimer> Timers { get; }

    /// <summary>Reads by the id of the case.</summary>
    public RoundTrip OfCase { get; }

    /// <summary>Reads by the id of a task, which comes along even where it is not open.</summary>
    public RoundTrip OfTask { get; }

    /// <summary>Reads by the id of a timer.</summary>
    public RoundTrip OfTimer { get; }

    private RoundTrip Reading(OneWindowDb db, SelectText select, string caseId, string orItem) => new(
        db,
        select.Of<CaseFile>(Cases.Columns, "Id", caseId),
        select.Of<WorkflowInstance>(Instances.Columns, "CaseId", caseId),
        $"{select.Of<WorkItem>(Items.Columns, "CaseId", caseId)} AND ({select.Is<WorkItem>(nameof(WorkItem.State), WorkItemState.Open)}{orItem})",
        $"{select.Of<CaseTimer>(Timers.Columns, "CaseId", caseId)} AND {select.Is<CaseTimer>(nameof(CaseTimer.State), TimerState.Pending)}",
        select.Of<CaseBody>([nameof(CaseBody.Body)], "CaseId", caseId));

    // Every row is found by one given id, so that no planner, however little it knows of the tables, reads them through.
    private static string CaseOf<T>(SelectText select) => $"({select.Of<T>(["CaseId"], "Id", RoundTrip.Parameter)})";
}
