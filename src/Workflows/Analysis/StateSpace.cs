using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>
/// Every situation that a case can come to, nearest first. A step of the search is one move from outside, or the next
/// decision of a burst that stopped at one; so a decision taken alike by many ways is looked at once.
/// </summary>
internal sealed class StateSpace(Plan plan, SoundnessOptions options, SoundnessObserver observer)
{
    /// <summary>Work that a state may cost on average, counted in living instances that are loaded.</summary>
    private const int WorkPerState = 50;

    /// <summary>Nothing that is run here asks for a calendar or an organisation.</summary>
    private readonly EngineFacts _facts = new(null!, null!, new EmbeddedWorkflows(plan));

    private readonly Dictionary<string, Place> _byKey = new(StringComparer.Ordinal);
    private readonly List<Place> _places = [];
    private readonly PriorityQueue<Place, (int Distance, int Order)> _open = new();
    private readonly SituationKey _key = new(options.WithReturns);
    private readonly Oracle _oracle = new(options.Pinned);
    private readonly List<Stretch> _stretches = [];
    private readonly bool _keepsStretches = GrantsByTime.Concerns(plan);
    private long _work;
    private int _order;

    public IReadOnlyList<Place> Places => _places;

    /// <summary>Every stretch that was travelled, also to places that were known; none where nobody asks for them.</summary>
    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>Every way on from every place was tried.</summary>
    public bool IsComplete { get; private set; } = true;

    private bool IsSpent => _places.Count >= options.MaxStates || _work >= (long)options.MaxStates * WorkPerState;

    public void Explore()
    {
        foreach (var start in Moves.Starts(plan, options.Mode)) Try(null, start);
        while (IsComplete && _open.TryDequeue(out var place, out _))
            if (!place.IsExpanded) Expand(place);
    }

    private void Expand(Place place)
    {
        var hasMoved = false;
        foreach (var move in Moves.From(plan, place.Situation, options)) hasMoved |= Try(place, move);
        if (!IsComplete) return;
        place.IsStuck = !hasMoved;
        if (place.IsStuck) observer.Stuck(place);
        place.Close();
    }

    /// <summary>Makes a move in each way that its decisions allow; false where the engine refuses it.</summary>
    private bool Try(Place? from, Move move)
    {
        var hasMoved = false;
        do
        {
            if (IsSpent)
            {
                IsComplete = false;
                return hasMoved;
            }
            hasMoved |= Run(from, move);
        }
        while (_oracle.TryNext());
        return hasMoved;
    }

    private bool Run(Place? from, Move move)
    {
        _oracle.Begin();
        var burst = new Burst(plan, DateTimeOffset.UnixEpoch, _facts) { Oracle = _oracle };
        if (from is not null) burst.Load(from.Situation.State);
        try
        {
            move.Make(burst);
        }
        catch (RefusedException)
        {
            return false;
        }
        var result = burst.Result();
        _work += 1 + (from?.Situation.State.Instances.Count ?? 0) + result.State.Instances.Count;
        if (IsPinnedOtherwise(result.Journal)) return false;
        var situation = new Situation(plan, result.State, burst.Pending, from?.Situation.ClosedBy ?? (_oracle.Closing.Count > 0 ? _oracle.Closing[0] : null));
        var chosen = TraceWords.Choices(_oracle.Choices, result.Journal);
        var passage = new Passage(from, [.. move.Words is { } words ? chosen.Prepend(words) : chosen]);
        var place = Reach(situation, passage);
        if (!move.IsReturn) from?.Next.Add(place);
        if (_keepsStretches) _stretches.Add(new Stretch(passage, place, move.By, GrantsByTime.In(plan, result.Journal)));
        observer.See(new Sight(passage, situation, result.Journal, _oracle.Closing, _oracle.PassedOver));
        return true;
    }

    private Place Reach(Situation situation, Passage passage)
    {
        var key = _key.Of(situation);
        if (!_byKey.TryGetValue(key, out var place))
        {
            _byKey[key] = place = new Place(situation) { Reached = passage };
            _places.Add(place);
            if (situation.HasEnded) place.Close();
        }
        else if (passage.Length >= place.Distance) return place;
        place.Reached = passage;
        if (place.IsExpanded) return place;
        _open.Enqueue(place, (place.Distance, _order++));
        return place;
    }

    /// <summary>Whether a step left by another port than the one it is pinned to.</summary>
    private bool IsPinnedOtherwise(IReadOnlyList<JournalEntry> journal)
    {
        if (options.Pinned.Count == 0) return false;
        foreach (var entry in journal.Where(e => e.Event == "Completed"))
            if (plan.Find(entry.ActivityId) is { } node && options.Pinned.TryGetValue(node.Id, out var port)
                && node.Activity.OutcomesOf(node).Contains(port, StringComparer.Ordinal)
                && !(entry.Detail ?? Outcome.DonePort).Split(',').Contains(port, StringComparer.Ordinal)) return true;
        return false;
    }
}
