using OneWindow.Domain.Forecasts;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Objections;
using OneWindow.Domain.Ratings;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tracking;

/// <summary>A case's rows as far as its resident is told of them.</summary>
/// <param name="Tasks">All, in no order.</param>
/// <param name="Messages">To the applicant, in no order; one that takes several channels has a row for each.</param>
/// <param name="Letters">In no order, without their texts.</param>
/// <param name="Objections">To this and earlier closings, in no order.</param>
internal sealed record TrackedCase(
    IReadOnlyList<TrackedTask> Tasks, IReadOnlyList<ToldMessage> Messages, IReadOnlyList<PrintedLetter> Letters, IReadOnlyList<Objection> Objections)
{
    /// <summary>What earlier cases tell of the steps that are open; nothing once closed.</summary>
    public IReadOnlyList<StepForecast> Forecasts { get; init; } = [];

    /// <summary>Whether anything was granted; not looked at once closed.</summary>
    public bool HasGrants { get; init; }

    /// <summary>Of this and earlier closings; not looked at while open.</summary>
    public IReadOnlyList<Rating> Ratings { get; init; } = [];

    /// <summary>What the workflow waits for, the most urgent first; visits and opinions are not among it.</summary>
    public IReadOnlyList<TrackedTask> Open { get; } =
        [.. Tasks.Where(t => t is { State: WorkItemState.Open, IsBesideWorkflow: false }).OrderBy(t => t.DueOrder).ThenBy(t => t.Id)];
}

/// <summary>A task as far as the resident is told of it; the columns of <see cref="WorkItem"/> that it names.</summary>
internal sealed record TrackedTask
{
    public Guid Id { get; init; }
    public WorkItemKind Kind { get; init; }
    public WorkItemState State { get; init; }
    public string ActivityId { get; init; } = "";
    public string? Outcome { get; init; }
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string? ResidentZh { get; init; }
    public string? ResidentEn { get; init; }
    public string Body { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset DueOrder { get; init; }
    public int? AwaitedYear { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>No workflow waits for it.</summary>
    public bool IsBesideWorkflow => WorkItemKinds.BesideWorkflow.Contains(Kind);

    /// <summary>It stands for a step of the workflow, and for no trouble with one.</summary>
    public bool IsStep => !IsBesideWorkflow && Kind is not WorkItemKind.Incident;
}

/// <summary>A message on one of its channels; the columns of <see cref="OutboxMessage"/> that it names.</summary>
internal sealed record ToldMessage
{
    public Guid Id { get; init; }
    public string Lane { get; init; } = "";
    public string TextZh { get; init; } = "";
    public string TextEn { get; init; } = "";
    public OutboxState State { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A letter without its text; the columns of <see cref="Domain.Letters.IssuedLetter"/> that it names.</summary>
internal sealed record PrintedLetter
{
    public string Number { get; init; } = "";
    public string Code { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public DateTimeOffset IssuedAt { get; init; }
}
