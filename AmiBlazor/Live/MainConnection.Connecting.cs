using AmiBlazor.Ami;

namespace AmiBlazor.Live;

/// <content>How it begins to follow.</content>
internal sealed partial class MainConnection
{
    /// <summary>Opens a session and brings the board up to date; after this, every change is received.</summary>
    private async Task<AmiSession> ConnectAsync(CancellationToken cancellationToken)
    {
        _health.Connecting();
        var session = TakeAhead() ?? await OpenAsync(cancellationToken);
        try
        {
            _health.Syncing(session.Version);
            await WaitUntilBootedAsync(session, cancellationToken);
            await SyncAsync(session, ResyncReason.Connected, cancellationToken);
            return session;
        }
        catch
        {
            _state.MarkUntrusted();
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<AmiSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (_handler.Booted.IsCompleted) _announcesBoot = true;
        _handler.Begin();
        _calls.Begin();
        _devices.Begin();
        _state.Reset();
        _followedUntil = null;
        await _refusal.RememberAsync(cancellationToken);
        return await _connector.FollowAsync(_server, _handler, cancellationToken);
    }

    /// <summary>
    /// Waits until the PBX has started: before that, it lists only a part of its hints. An account with <c>read=system</c> gets an event; without that right
    /// nobody knows, so the wait is short unless the event came before, or extensions are known that could be marked offline by mistake.
    /// </summary>
    private async Task WaitUntilBootedAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var longest = _announcesBoot switch
        {
            true => LongestBoot,

            // Another node of a cluster has followed it until now.
            null when _health.Current.LastResync is not null => TimeSpan.FromMilliseconds(200),
            null when _board.Rows(Name).Count > 0 => TimeSpan.FromSeconds(2),
            _ => TimeSpan.FromMilliseconds(200),
        };
        await WaitAsync(session, _handler.Booted, longest, cancellationToken);

        // Should it come later, all states are requested again.
        if (!session.Ended.IsCompleted) _announcesBoot = _handler.Booted.IsCompleted;
    }
}
