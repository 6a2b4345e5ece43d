using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
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
    private const string Parameter = "@id";
    private readonly IModel _model;
    private readonly ISqlGenerationHelper _sql;

    public CaseStatements(OneWindowDb db)
    {
        (_model, _sql) = (db.Model, db.GetService<ISqlGenerationHelper>());
        (Cases, Instances, Items, Timers) = (new(_model), new(_model), new(_model), new(_model));
        OfCase = Text(Parameter, "");
        OfTask = Text(CaseOf<WorkItem>(), $" OR {Name("Id")} = {Parameter}");
        OfTimer = Text(CaseOf<CaseTimer>(), "");
    }

    public RowReader<CaseFile> Cases { get; }
    public RowReader<WorkflowInstance> Instances { get; }
    public RowReader<WorkItem> Items { get; }
    public RowReader<CaseTimer> Timers { get; }

    /// <summary>Reads by the id of the case.</summary>
    public string OfCase { get; }

    /// <summary>Reads by the id of a task, which comes along even where it is not open.</summary>
    public string OfTask { get; }

    /// <summary>Reads by the id of a timer.</summary>
    public string OfTimer { get; }

    public DbCommand Command(DbConnection connection, string text, Guid id)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.Add(Property<CaseFile>(nameof(CaseFile.Id)).GetRelationalTypeMapping().CreateParameter(command, Parameter, id));
        return command;
    }

    private string Text(string caseId, string orItem) => string.Join(";\n",
        Select<CaseFile>(Cases.Columns, "Id", caseId),
        Select<WorkflowInstance>(Instances.Columns, "CaseId", caseId),
        $"{Select<WorkItem>(Items.Columns, "CaseId", caseId)} AND ({Is<WorkItem>(nameof(WorkItem.State), WorkItemState.Open)}{orItem})",
        $"{Select<CaseTimer>(Timers.Columns, "CaseId", caseId)} AND {Is<CaseTimer>(nameof(CaseTimer.State), TimerState.Pending)}",
        Select<CaseBody>([nameof(CaseBody.Body)], "CaseId", caseId));

    private string Select<T>(IReadOnlyList<string> columns, string key, string caseId) =>
        $"SELECT {string.Join(", ", columns.Select(Name))} FROM {Table<T>()} WHERE {Name(key)} = {caseId}";

    // Every row is found by one given id, so that no planner, however little it knows of the tables, reads them through.
    private string CaseOf<T>() => $"(SELECT {Name("CaseId")} FROM {Table<T>()} WHERE {Name("Id")} = {Parameter})";

    private string Is<T>(string property, object state) =>
        $"{Name(property)} = {Property<T>(property).GetRelationalTypeMapping().GenerateSqlLiteral(state)}";

    private string Table<T>() => Name(_model.FindEntityType(typeof(T))!.GetTableName()!);

    private string Name(string name) => _sql.DelimitIdentifier(name);

    private IProperty Property<T>(string name) => _model.FindEntityType(typeof(T))!.FindProperty(name)!;
}
