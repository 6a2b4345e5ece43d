using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;

namespace OneWindow.Workflows.Execution;

/// <summary>What the engine may know of the world: immutable snapshots, so that a burst can be repeated.</summary>
/// <param name="Calendar">Working days, for limits.</param>
/// <param name="Organisations">Who serves which area, for routing.</param>
/// <param name="Workflows">Definitions that workflows may start; null where none may.</param>
public sealed record EngineFacts(WorkCalendar Calendar, OrganisationDirectory Organisations, IWorkflowLibrary? Workflows = null);
