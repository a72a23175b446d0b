using AmiBlazor.Ami;

namespace AmiBlazor.Refresh;

/// <summary>What is wanted of a PBX.</summary>
internal sealed class PbxRequest
{
    public required AmiServerOptions Server { get; init; }

    /// <summary>The extensions to ask for one by one where the PBX has no list.</summary>
    public IReadOnlyList<(string Context, string Exten)> Known { get; init; } = [];

    /// <summary>Ask for the known extensions one by one though there may be a list.</summary>
    public bool Individual { get; init; }

    public ExtensionStateCache Cache { get; init; } = new();

    public AmiProgress Progress { get; init; } = new();

    /// <summary>Keeps what the PBX said; null to keep nothing.</summary>
    public AmiTranscript? Transcript { get; init; }

    /// <summary>Told when the asking begins in earnest; called on the query's own path, so it returns at once.</summary>
    public Action<RefreshPhase> OnPhase { get; init; } = static _ => { };

    /// <summary>The goodbye, set by the query before its answer is given: it is under way while the rows are already being saved. Never faults.</summary>
    public Task Closing { get; set; } = Task.CompletedTask;
}
