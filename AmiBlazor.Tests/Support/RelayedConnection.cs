namespace AmiBlazor.Tests.Support;

/// <summary>One connection through a <see cref="RecordingRelay"/>.</summary>
internal sealed class RelayedConnection
{
    /// <summary>The bytes from the application.</summary>
    public RelayedBytes Sent { get; } = new();

    /// <summary>The bytes from the PBX.</summary>
    public RelayedBytes Received { get; } = new();

    /// <summary>The names of all actions that the application sent, in order.</summary>
    public IReadOnlyList<string> Actions => [.. Sent.Messages.Select(message => message["Action: ".Length..].Split("\r\n")[0])];

    /// <summary>How many lists of extensions or devices the application has asked for; those of calls are not among them.</summary>
    public int Lists => Actions.Count(action => action is not "BridgeList" && action.EndsWith("List", StringComparison.Ordinal));

    private int Pings => Actions.Count(action => string.Equals(action, "Ping", StringComparison.Ordinal));

    /// <summary>Returns when the application has sent so many more Pings, which it does while nothing else is to be done.</summary>
    public async Task PingedAsync(int more)
    {
        var pings = Pings + more;
        await Sent.UntilAsync(_ => Pings >= pings);
    }
}
