namespace OneWindow.Workflows.Execution;

/// <summary>What a step says when it hands control back. The set is closed.</summary>
public readonly struct Outcome : IEquatable<Outcome>
{
    /// <summary>The port that a step leaves by where it names no other.</summary>
    public const string DonePort = "Done";

    private const int FewPorts = 8;

    private static readonly string[] DonePorts = [DonePort];

    /// <summary>It leaves by Done alone.</summary>
    internal bool IsPlain => ReferenceEquals(Ports, DonePorts) || Ports is [DonePort];

    private Outcome(OutcomeKind kind, IReadOnlyList<string> ports, string? code, string? message)
    {
        Kind = kind;
        Ports = ports;
        Code = code;
        Message = message;
    }

    /// <summary>Which of the four it is.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>Ports that a completed step leaves by.</summary>
    public IReadOnlyList<string> Ports { get; }

    /// <summary>Code of a fault.</summary>
    public string? Code { get; }

    /// <summary>Message of a fault, without personal data.</summary>
    public string? Message { get; }

    /// <summary>The step is over and leaves by Done.</summary>
    public static Outcome Done() => new(OutcomeKind.Completed, DonePorts, null, null);

    /// <summary>The step is over and leaves by this port.</summary>
    public static Outcome Done(string port) => new(OutcomeKind.Completed, [port], null, null);

    /// <summary>The step is over and leaves by each of these ports.</summary>
    public static Outcome Done(IReadOnlyList<string> ports) => new(OutcomeKind.Completed, ports.Count > FewPorts ? new PortSet(ports) : ports, null, null);

    /// <summary>The step waits for its bookmarks or its children.</summary>
    public static Outcome Waiting() => new(OutcomeKind.Waiting, [], null, null);

    /// <summary>The step cannot go on; an incident is recorded.</summary>
    public static Outcome Failed(string code, string message) => new(OutcomeKind.Faulted, [], code, message);

    /// <summary>The whole workflow ends here.</summary>
    public static Outcome Finish() => new(OutcomeKind.Finished, DonePorts, null, null);

    /// <summary>Whether the step left by this port.</summary>
    public bool LeftBy(string port)
    {
        if (Ports is PortSet many) return many.Has(port);
        for (var i = 0; i < Ports.Count; i++)
            if (string.Equals(Ports[i], port, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>So many ports that looking through them for each connection would be slow.</summary>
    private sealed class PortSet(IReadOnlyList<string> ports) : System.Collections.ObjectModel.ReadOnlyCollection<string>([.. ports])
    {
        private readonly HashSet<string> _set = new(ports, StringComparer.Ordinal);

        public bool Has(string port) => _set.Contains(port);
    }

    /// <inheritdoc/>
    public bool Equals(Outcome other) => Kind == other.Kind && Code == other.Code && Message == other.Message && Ports.SequenceEqual(other.Ports);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Outcome other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Code, Ports.Count);

    public static bool operator ==(Outcome left, Outcome right) => left.Equals(right);
    public static bool operator !=(Outcome left, Outcome right) => !left.Equals(right);
}

/// <summary>The ways a step can hand control back.</summary>
public enum OutcomeKind
{
    Completed,
    Waiting,
    Faulted,
    Finished,
}
