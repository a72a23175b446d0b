namespace AmiBlazor.Ami;

/// <summary>One logged-in AMI session on a socket of its own.</summary>
internal sealed class AmiSession : IAsyncDisposable
{
    /// <summary>What the banner gave after "Asterisk Call Manager/": the AMI version, such as 11.0.0.</summary>
    public string Version => throw new NotImplementedException();

    /// <summary>
    /// Takes the complete list of extension states. Returns when the list's own completion has come, at once and without any wait after it.
    /// </summary>
    /// <exception cref="AmiCommandUnknownException">The PBX does not know the action: single queries may serve.</exception>
    /// <exception cref="AmiException">Every other way in which it can fail, by name.</exception>
    public Task<ExtensionStateList> ListExtensionStatesAsync(string actionId, ExtensionStateCache cache, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Asks for the state of one extension. Of an unknown one Asterisk answers status -1 and an empty hint.</summary>
    public Task<ExtensionState> GetExtensionStateAsync(string context, string exten, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Says goodbye and waits for the PBX's own, no longer than a second. Never throws: nothing depends on it.</summary>
    public Task LogoffAsync(string actionId) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
