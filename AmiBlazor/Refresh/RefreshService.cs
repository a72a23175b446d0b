namespace AmiBlazor.Refresh;

/// <summary>What a person or a script may do with refreshes: ask for one, ask for all, stop.</summary>
internal sealed class RefreshService
{
    /// <summary>The configured PBXs' names, in the configuration's order.</summary>
    public IReadOnlyList<string> Servers => throw new NotImplementedException();

    /// <summary>
    /// Refreshes one PBX, or joins the refresh of it that is under way, and waits for the end. Never throws for what the PBX or the database does.
    /// </summary>
    /// <param name="server">Name of a configured PBX.</param>
    /// <param name="askedBy">A user's or a key's name.</param>
    /// <param name="cancellationToken">Ends only the waiting; the refresh goes on.</param>
    /// <exception cref="UnknownServerException">No such PBX is configured.</exception>
    public Task<RefreshAnswer> RefreshAsync(string server, string askedBy, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Refreshes every configured PBX, side by side; one that fails does not touch the others.</summary>
    public Task<IReadOnlyList<RefreshAnswer>> RefreshAllAsync(string askedBy, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stops a running refresh and returns when it has ended.</summary>
    public Task<StopAnswer> StopAsync(string connectionId) => throw new NotImplementedException();

    /// <summary>Stops every running refresh; how many were stopped.</summary>
    public Task<int> StopAllAsync() => throw new NotImplementedException();
}
