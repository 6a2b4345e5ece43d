namespace OneWindow.Api.Features.Seeding;

/// <summary>Stands where it was put: the time in which a template's life is played.</summary>
internal sealed class SeedClock : TimeProvider
{
    private DateTimeOffset _now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateTimeOffset now) => _now = now;
}
