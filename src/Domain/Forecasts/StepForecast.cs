namespace OneWindow.Domain.Forecasts;

/// <summary>
/// What earlier cases of a service tell about one step: how long the step takes, and how long it takes from its beginning
/// until the case is closed. A statement of experience, never a limit.
/// </summary>
public sealed class StepForecast : IVersioned
{
    private StepForecast()
    {
    }

    /// <param name="serviceKey">The service.</param>
    /// <param name="activityId">The step in its workflow.</param>
    public StepForecast(string serviceKey, string activityId) => (ServiceKey, ActivityId) = (serviceKey, activityId);

    public string ServiceKey { get; private set; } = "";
    public string ActivityId { get; private set; } = "";

    /// <summary>See <see cref="SurvivalCurve.Days"/>.</summary>
    public IReadOnlyList<double?> StepDays { get; private set; } = [];

    /// <summary>From the step's beginning until the case's end; see <see cref="SurvivalCurve.Days"/>.</summary>
    public IReadOnlyList<double?> FinishDays { get; private set; } = [];

    /// <summary>How many cases it is made of.</summary>
    public int Cases { get; private set; }

    public DateTimeOffset LearntAt { get; private set; }
    public int Version { get; private set; }

    public SurvivalCurve Step => SurvivalCurve.Of(StepDays);

    public SurvivalCurve Finish => SurvivalCurve.Of(FinishDays);

    /// <summary>Takes what was learnt anew.</summary>
    public void Learn(SurvivalCurve step, SurvivalCurve finish, int cases, DateTimeOffset now)
    {
        (StepDays, FinishDays, Cases, LearntAt) = (step.Days, finish.Days, cases, now);
        Version++;
    }
}
