using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Refresh;

namespace AmiBlazor.Api;

/// <summary>What a script may do with refreshes, each of it written down when it has ended, also when the script has gone meanwhile.</summary>
internal sealed class AuditedRefreshes(RefreshService refreshes, RunningRefreshes running, AuditLog audit)
{
    /// <inheritdoc cref="RefreshService.RefreshAsync"/>
    public Task<RefreshAnswer> RefreshAsync(string server, ClaimsPrincipal user, CancellationToken cancellationToken) => audit.RecordAsync(
        Actor.Of(user),
        AuditAction.Refresh,
        server,
        refreshes.RefreshAsync(server, user.Identity?.Name ?? "", CancellationToken.None),
        answer => new AuditResult(answer.Succeeded ? AuditOutcome.Done : AuditOutcome.Failed, answer.Summary),
        cancellationToken);

    /// <inheritdoc cref="RefreshService.RefreshAllAsync"/>
    public async Task<IReadOnlyList<RefreshAnswer>> RefreshAllAsync(ExtensionScope scope, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await Task.WhenAll(refreshes.Servers.Where(scope.Includes).Select(server => RefreshAsync(server, user, cancellationToken)));

    /// <inheritdoc cref="RefreshService.StopAsync"/>
    public Task<StopAnswer> StopAsync(ExtensionScope scope, string connectionId, ClaimsPrincipal user, CancellationToken cancellationToken) => audit.RecordAsync(
        Actor.Of(user),
        AuditAction.Stop,
        running.Find(connectionId)?.Server,
        refreshes.StopAsync(scope, connectionId, CancellationToken.None),
        answer => new AuditResult(answer == StopAnswer.Stopped ? AuditOutcome.Done : AuditOutcome.Failed, answer.Summary(connectionId)),
        cancellationToken);

    /// <inheritdoc cref="RefreshService.StopAllAsync"/>
    public Task<int> StopAllAsync(ExtensionScope scope, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var asked = string.Join(", ", running.Running.Where(run => scope.Includes(run.Server)).Select(run => $"{run.ConnectionId} ({run.Server})"));
        return audit.RecordAsync(
            Actor.Of(user),
            AuditAction.Stop,
            about: null,
            refreshes.StopAllAsync(scope, CancellationToken.None),
            stopped => new AuditResult(AuditOutcome.Done, asked.Length == 0 ? "All: none was running." : FormattableString.Invariant($"All: {stopped} stopped of {asked}.")),
            cancellationToken);
    }
}
