using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.History;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

/// <summary>
/// Starts and stops refreshes for pages and scripts. Each refresh is audited when it has ended, even if nobody waits for it any more. The caller has
/// checked the permission. One instance for each page and each request.
/// </summary>
internal sealed class RefreshService(IRefreshStarter starter, RunningRefreshes refreshes, ExtensionQueries queries, AuditLog audit, IOptions<AmiOptions> ami)
{
    /// <summary>The names of the configured PBXs, in configuration order.</summary>
    public IReadOnlyList<string> Servers { get; } = [.. ami.Value.Servers.Select(server => server.Name)];

    /// <summary>Starts a refresh of one PBX, or joins the one that is running.</summary>
    /// <param name="server">Name of a configured PBX.</param>
    /// <param name="who">Who asks for it.</param>
    /// <returns>The refresh, whose result never faults, and whether it was already running.</returns>
    /// <exception cref="UnknownServerException">No such PBX is configured.</exception>
    public async Task<(RunningRefresh Run, bool Joined)> StartOrJoinAsync(string server, Actor who)
    {
        if (ami.Value.Servers.Find(candidate => string.Equals(candidate.Name, server, StringComparison.Ordinal)) is not { } options)
        {
            var unknown = new UnknownServerException(server);
            audit.Note(who, AuditAction.Refresh, AuditOutcome.Failed, server, unknown.Message);
            throw unknown;
        }

        var (run, joined) = await starter.StartOrJoinAsync(options, who.Name);
        _ = audit.RecordAsync(
            who,
            AuditAction.Refresh,
            server,
            run.Result,
            result => new AuditResult(result.Succeeded ? AuditOutcome.Done : AuditOutcome.Failed, Summary(result, joined)),
            CancellationToken.None);
        return (run, joined);
    }

    /// <summary>Like <see cref="StartOrJoinAsync"/>, but waits for the end.</summary>
    /// <param name="server">Name of a configured PBX.</param>
    /// <param name="who">Who asks for it.</param>
    /// <param name="cancellationToken">Cancels only the wait; the refresh goes on.</param>
    /// <exception cref="UnknownServerException">No such PBX is configured.</exception>
    public async Task<(RefreshResult Result, bool Joined)> RefreshAsync(string server, Actor who, CancellationToken cancellationToken)
    {
        var (run, joined) = await StartOrJoinAsync(server, who);
        return (await run.Result.WaitAsync(cancellationToken), joined);
    }

    /// <summary>Refreshes every configured PBX of the scope in parallel; a failure does not affect the others.</summary>
    public async Task<IReadOnlyList<(RefreshResult Result, bool Joined)>> RefreshAllAsync(ExtensionScope scope, Actor who,
        CancellationToken cancellationToken) =>
        await Task.WhenAll(Servers.Where(scope.Includes).Select(server => RefreshAsync(server, who, cancellationToken)));

    /// <summary>Stops a running refresh and returns when it has ended. A refresh of a PBX outside the scope is unknown.</summary>
    public Task<StopAnswer> StopAsync(ExtensionScope scope, string connectionId, Actor who, CancellationToken cancellationToken)
    {
        var run = refreshes.Find(connectionId);
        return audit.RecordAsync(
            who,
            AuditAction.Stop,
            run?.Server,
            run is null ? EndedAsync(scope, connectionId) : scope.Includes(run.Server) ? StopAsync(run) : Task.FromResult(StopAnswer.Unknown),
            answer => new AuditResult(answer == StopAnswer.Stopped ? AuditOutcome.Done : AuditOutcome.Failed, answer.Summary(connectionId)),
            cancellationToken);
    }

    /// <summary>Stops every running refresh of the scope's PBXs and returns how many were stopped.</summary>
    public Task<int> StopAllAsync(ExtensionScope scope, Actor who, CancellationToken cancellationToken)
    {
        var asked = refreshes.Running.Where(run => scope.Includes(run.Server)).ToList();
        var names = string.Join(", ", asked.Select(run => $"{run.ConnectionId} ({run.Server})"));
        return audit.RecordAsync(
            who,
            AuditAction.Stop,
            about: null,
            StopAsync(asked),
            stopped => new AuditResult(AuditOutcome.Done, asked.Count == 0 ? "All: none was running." : FormattableString.Invariant($"All: {stopped} stopped of {names}.")),
            cancellationToken);
    }

    private async Task<StopAnswer> EndedAsync(ExtensionScope scope, string connectionId)
    {
        // The database has the runs of earlier days; memory has those that could not be saved.
        var server = refreshes.Ended.FirstOrDefault(result => string.Equals(result.ConnectionId, connectionId, StringComparison.Ordinal))?.Server
            ?? await queries.ServerOfRunAsync(connectionId, CancellationToken.None);
        return server is not null && scope.Includes(server) ? StopAnswer.AlreadyEnded : StopAnswer.Unknown;
    }

    private static async Task<int> StopAsync(List<RunningRefresh> runs) =>
        (await Task.WhenAll(runs.Select(StopAsync))).Count(answer => answer == StopAnswer.Stopped);

    private static async Task<StopAnswer> StopAsync(RunningRefresh run)
    {
        run.TryStop();
        return (await run.Result).Outcome switch
        {
            RefreshOutcome.Stopped => StopAnswer.Stopped,
            RefreshOutcome.Completed => StopAnswer.AlreadySaved,
            _ => StopAnswer.AlreadyEnded,
        };
    }

    /// <summary>The refresh and its result, in English, for the audit.</summary>
    private static string Summary(RefreshResult result, bool joined) =>
        $"{result.ConnectionId}: {result.Outcome.Word()}{(joined ? ", joined" : "")}.{(result.Outcome is RefreshOutcome.Completed ? "" : " " + result.Message)}";
}
