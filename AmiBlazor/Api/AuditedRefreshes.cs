using System.Security.Claims;
using AmiBlazor.Auth;
using AmiBlazor.Extensions;
using AmiBlazor.Refresh;

namespace AmiBlazor.Api;

/// <summary>What a script may do with refreshes, each of it written down when it has ended, also when the script has gone meanwhile.</summary>
internal sealed class AuditedRefreshes(RefreshService refreshes, RunningRefreshes running, AuditTrail audit)
{
    /// <inheritdoc cref="RefreshService.RefreshAsync"/>
    public Task<RefreshAnswer> RefreshAsync(string server, ClaimsPrincipal user, CancellationToken cancellationToken) => audit.NoteEndAsync(
        Actor.Of(user),
        AuditAction.Refresh,
        server,
        refreshes.RefreshAsync(server, user.Identity?.Name ?? "", CancellationToken.None),
        answer => new AuditEnd(answer.Succeeded ? AuditOutcome.Done : AuditOutcome.Failed, answer.Summary),
        cancellationToken);

    /// <inheritdoc cref="RefreshService.RefreshAllAsync"/>
    public async Task<IReadOnlyList<RefreshAnswer>> RefreshAllAsync(ExtensionScope scope, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await Task.WhenAll(refreshes.Servers.Where(scope.Holds).Select(server => RefreshAsync(server, user, cancellationToken)));

    /// <inheritdoc cref="RefreshService.StopAsync"/>
    public Task<StopAnswer> StopAsync(ExtensionScope scope, string connectionId, ClaimsPrincipal user, CancellationToken cancellationToken) => audit.NoteEndAsync(
        Actor.Of(user),
        AuditAction.Stop,
        running.Find(connectionId)?.Server,
        refreshes.StopAsync(scope, connectionId, CancellationToken.None),
        answer => new AuditEnd(answer == StopAnswer.Stopped ? AuditOutcome.Done : AuditOutcome.Failed, answer.Summary(connectionId)),
        cancellationToken);

    /// <inheritdoc cref="RefreshService.StopAllAsync"/>
    public Task<int> StopAllAsync(ExtensionScope scope, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var asked = string.Join(", ", running.Running.Where(run => scope.Holds(run.Server)).Select(run => $"{run.ConnectionId} ({run.Server})"));
        return audit.NoteEndAsync(
            Actor.Of(user),
            AuditAction.Stop,
            about: null,
            refreshes.StopAllAsync(scope, CancellationToken.None),
            stopped => new AuditEnd(AuditOutcome.Done, asked.Length == 0 ? "All: none was running." : FormattableString.Invariant($"All: {stopped} stopped of {asked}.")),
            cancellationToken);
    }
}
