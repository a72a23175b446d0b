using System.Collections.Concurrent;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Control;

namespace AmiBlazor.Tests.Support;

/// <summary>Stands in for the PBX's end of call control: keeps what it was asked to do, and answers what a test wants. It checks nothing.</summary>
internal sealed class RecordingControl : ICallControl
{
    public static readonly IReadOnlySet<ControlKind> All = Enum.GetValues<ControlKind>().ToHashSet();

    private readonly ConcurrentQueue<(ControlRequest Request, Actor Who, ExtensionScope Scope)> _asked = new();

    /// <summary>What may be done on every PBX.</summary>
    public IReadOnlySet<ControlKind> Allowed { get; set; } = All;

    /// <summary>The reasons for a pause.</summary>
    public IReadOnlyList<string> Reasons { get; set; } = [];

    /// <summary>Whether those who are listened to are told.</summary>
    public bool Tells { get; set; }

    /// <summary>What it answers.</summary>
    public Func<ControlRequest, Task<ControlResult>> Answer { get; set; } = request => Task.FromResult(new ControlResult(ControlOutcome.Done, $"Done.", "Success"));

    /// <summary>What it was asked to do, the first first.</summary>
    public IReadOnlyList<(ControlRequest Request, Actor Who, ExtensionScope Scope)> Asked => [.. _asked];

    public IEnumerable<ControlRequest> Requests => Asked.Select(asked => asked.Request);

    public IReadOnlySet<ControlKind> Kinds(string server) => Allowed;

    public IReadOnlyList<string> PauseReasons(string server) => Reasons;

    public bool TellsListening(string server) => Tells;

    public Task<ControlResult> DoAsync(ControlRequest request, Actor who, ExtensionScope scope, CancellationToken cancellationToken)
    {
        _asked.Enqueue((request, who, scope));
        return Answer(request);
    }
}
