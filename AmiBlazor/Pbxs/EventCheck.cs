using AmiBlazor.Ami;

namespace AmiBlazor.Pbxs;

/// <summary>
/// Listens as the main connection does, between two lists, and keeps what has surely happened. Asterisk does not tell which events an account gets, and an
/// account with the rights that README names can cause none: what nobody does on the PBX meanwhile, nobody knows.
/// </summary>
internal sealed class EventCheck : IAmiListener
{
    /// <summary>What follows an answer to us surely is an event of the PBX's own, and the events of a call come at once.</summary>
    private static readonly TimeSpan BetweenPings = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly HashSet<(string Context, string Exten)> _told = [];
    private bool _isTold;
    private bool _hearsCalls;
    private bool _isBooted;
    private string? _unneeded;

    private bool HasHeardAll
    {
        get
        {
            lock (_lock) return _isTold && _unneeded is not null;
        }
    }

    /// <summary>Listens.</summary>
    /// <param name="connector">Opens the session.</param>
    /// <param name="server">The PBX.</param>
    /// <param name="meanwhile">What happens meanwhile; it listens no longer than that, and not as long when both is known that can be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AmiException">The session failed.</exception>
    public static async Task<EventFacts> ListenAsync(
        AmiConnector connector, AmiServerOptions server, Func<CancellationToken, Task> meanwhile, TimeProvider time, CancellationToken cancellationToken)
    {
        var check = new EventCheck();
        await using var session = await connector.FollowAsync(server, check, cancellationToken);
        var before = await ListAsync(session, cancellationToken);
        await session.SendAsync(new AmiAction(AmiProtocol.Ping), cancellationToken);
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            var listening = meanwhile(end.Token);
            while (!listening.IsCompleted && !check.HasHeardAll)
            {
                await Task.WhenAny(listening, Task.Delay(BetweenPings, time, end.Token));
                await session.SendAsync(new AmiAction(AmiProtocol.Ping), cancellationToken);
            }

            await end.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (listening.IsFaulted) await listening;
        }

        // The list comes after every event about what it tells.
        var after = await ListAsync(session, cancellationToken);
        await session.LogoffAsync(AmiActionId.New("events"));
        return check.Facts(before, after);
    }

    void IAmiListener.ExtensionChanged(ExtensionState state, bool isProven)
    {
        lock (_lock)
        {
            _told.Add((state.Context, state.Exten));
            _isTold |= isProven;
        }
    }

    void IAmiListener.DeviceChanged(string device, string state, bool isProven) => HearCall(isProven);

    bool IAmiListener.FollowsCalls => true;

    void IAmiListener.ChannelChanged(ChannelEvent received, bool isProven) => HearCall(isProven && received is not ChannelEvent.Queueing);

    void IAmiListener.PresenceChanged(ExtensionPresence presence, bool isProven) => HearCall(isProven);

    void IAmiListener.Skipped(string? name, bool isOfCalls)
    {
        HearCall(isOfCalls);
        lock (_lock) _unneeded ??= name;
    }

    void IAmiListener.FullyBooted()
    {
        lock (_lock) _isBooted = true;
    }

    void IAmiListener.Doubted(string words)
    {
    }

    void IAmiListener.Reloaded(string module)
    {
    }

    void IAmiListener.ShuttingDown(bool restarting)
    {
    }

    /// <returns>The states; null when the account may not list them, which is reported elsewhere.</returns>
    private static async Task<Dictionary<(string Context, string Exten), int>?> ListAsync(AmiSession session, CancellationToken cancellationToken)
    {
        try
        {
            using var list = await session.ListExtensionStatesAsync(AmiActionId.New("events"), new ExtensionStateCache(), cancellationToken);
            var states = new Dictionary<(string Context, string Exten), int>();
            foreach (var row in list.Rows) states[(row.Context, row.Exten)] = row.Status;
            return states;
        }
        catch (AmiPermissionException)
        {
            return null;
        }
    }

    private void HearCall(bool isProven)
    {
        lock (_lock) _hearsCalls |= isProven;
    }

    private EventFacts Facts(Dictionary<(string Context, string Exten), int>? before, Dictionary<(string Context, string Exten), int>? after)
    {
        lock (_lock)
        {
            var untold = before is null || after is null
                ? 0
                : after.Count(row => before.TryGetValue(row.Key, out var was) && was != row.Value && !_told.Contains(row.Key));
            return new EventFacts(_isBooted, _isTold, _hearsCalls, untold, _unneeded);
        }
    }
}

/// <summary>What has surely happened while <see cref="EventCheck"/> listened.</summary>
/// <param name="IsBooted">FullyBooted came: no filter keeps away the one after the login, so it says whether the account reads the class system.</param>
/// <param name="IsTold">An ExtensionStatus came.</param>
/// <param name="HearsCalls">Another event of the class call came.</param>
/// <param name="Untold">How many extensions changed of which no ExtensionStatus came.</param>
/// <param name="Unneeded">An event that is not used; null when none came.</param>
public sealed record EventFacts(bool IsBooted, bool IsTold, bool HearsCalls, int Untold, string? Unneeded);
