namespace OneWindow.Workflows.Execution;

/// <summary>What a running flowchart remembers between its nodes; each mode has its own.</summary>
internal interface IFlowMemory
{
    /// <summary>A node was queued, or was alive when a state was loaded.</summary>
    void Enter(int node);

    /// <summary>A node ended.</summary>
    void Leave(int node);

    /// <summary>A node was withdrawn before its end.</summary>
    void Withdraw(int node);

    /// <summary>Sends control back to a node: everything after it starts over, and joins get back what had reached them from elsewhere.</summary>
    void Rewind(HashSet<int> after, int to);

    /// <summary>The memory as short text, for the state.</summary>
    string Write();

    /// <summary>Takes up what <see cref="Write"/> gave.</summary>
    void Read(string text);
}
