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
}
