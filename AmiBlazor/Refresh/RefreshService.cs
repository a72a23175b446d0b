using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.History;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

/// <summary>What a person or a script may do with refreshes: ask for one, ask for all, stop. One for each page and each request.</summary>
internal sealed class RefreshService(RunningRefreshes refreshes, ExtensionQueries queries, IOptions<AmiOptions> ami)
{
    /// <summary>The configured PBXs' names, in the configuration's order.</summary>
    public IReadOnlyList<string> Servers { get; } = [.. ami.Value.Servers.Select(server => server.Name)];

    /// <summary>
    /// Refreshes one PBX, or joins the refresh of it that is under way, and waits for the end. Never throws for what the PBX or the database does.
    /// </summary>
    /// <param name="server">Name of a configured PBX.</param>
    /// <param name="askedBy">A user's or a key's name.</param>
    /// <param name="cancellationToken">Ends only the waiting; the refresh goes on.</param>
    /// <exception cref="UnknownServerException">No such PBX is configured.</exception>
    public async Task<RefreshAnswer> RefreshAsync(string server, string askedBy, CancellationToken cancellationToken)
    {
        var options = ami.Value.Servers.Find(candidate => string.Equals(candidate.Name, server, StringComparison.Ordinal))
            ?? throw new UnknownServerException(server);
        var (run, joined) = refreshes.StartOrJoin(options, askedBy);
        return new RefreshAnswer(await run.Result.WaitAsync(cancellationToken), joined);
    }

    /// <summary>Refreshes every configured PBX of the scope, side by side; one that fails does not touch the others.</summary>
    public async Task<IReadOnlyList<RefreshAnswer>> RefreshAllAsync(ExtensionScope scope, string askedBy, CancellationToken cancellationToken) =>
        await Task.WhenAll(Servers.Where(scope.Includes).Select(server => RefreshAsync(server, askedBy, cancellationToken)));

    /// <summary>Stops a running refresh and returns when it has ended. One of a PBX that the scope does not have is unknown.</summary>
    public async Task<StopAnswer> StopAsync(ExtensionScope scope, string connectionId, CancellationToken cancellationToken)
    {
        if (refreshes.Find(connectionId) is { } run) return scope.Includes(run.Server) ? await StopAsync(run, cancellationToken) : StopAnswer.Unknown;

        // The database knows the runs of earlier days; the memory those that the database did not take.
        var server = refreshes.Ended.FirstOrDefault(result => string.Equals(result.ConnectionId, connectionId, StringComparison.Ordinal))?.Server
            ?? await queries.ServerOfRunAsync(connectionId, cancellationToken);
        return server is not null && scope.Includes(server) ? StopAnswer.AlreadyEnded : StopAnswer.Unknown;
    }

    /// <summary>Stops every running refresh of the scope's PBXs; how many were stopped.</summary>
    public async Task<int> StopAllAsync(ExtensionScope scope, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(refreshes.Running.Where(run => scope.Includes(run.Server)).Select(run => StopAsync(run, cancellationToken)));
        return answers.Count(answer => answer == StopAnswer.Stopped);
    }

    private static async Task<StopAnswer> StopAsync(RunningRefresh run, CancellationToken cancellationToken)
    {
        run.TryStop();
        var result = await run.Result.WaitAsync(cancellationToken);
        return result.Outcome switch
        {
            RefreshOutcome.Stopped => StopAnswer.Stopped,
            RefreshOutcome.Completed => StopAnswer.AlreadySaved,
            _ => StopAnswer.AlreadyEnded,
        };
    }
}
