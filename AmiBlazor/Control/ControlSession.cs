using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>A connection with the account that acts. It knows whether something was sent that changes something: from then on a loss leaves a doubt.</summary>
internal sealed class ControlSession(AmiSession session, TimeProvider time)
{
    /// <summary>How long the PBX may take to say what came of a phone, beyond the time that it rings.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const int SpaceQuestions = 30;

    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether an action that changes something was sent.</summary>
    public bool HasSent { get; private set; }

    /// <summary>Sends an action that changes something.</summary>
    /// <exception cref="AmiException">The PBX refused it, or nobody knows.</exception>
    public Task<AmiReply> ActAsync(AmiAction action, CancellationToken cancellationToken)
    {
        HasSent = true;
        return session.ActAsync(action, cancellationToken);
    }

    /// <inheritdoc cref="AmiSession.OriginateAsync"/>
    public Task<OriginateAnswer?> OriginateAsync(AmiAction action, TimeSpan ring, CancellationToken cancellationToken)
    {
        HasSent = true;
        return session.OriginateAsync(action, ring + Grace, cancellationToken);
    }

    /// <summary>Whether the dialplan has an extension that can be dialled; null when the account may not ask, or the PBX cannot tell.</summary>
    public async Task<bool?> HasDialableAsync(string context, string exten, CancellationToken cancellationToken)
    {
        try
        {
            return await session.HasDialableAsync(context, exten, cancellationToken);
        }
        catch (AmiPermissionException)
        {
            return null;
        }
    }

    /// <summary>The name that a channel has at this moment.</summary>
    /// <param name="id">Its Uniqueid.</param>
    /// <param name="known">The name that it had a moment ago, which counts where the account may not ask.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ControlException">There is no such channel any more.</exception>
    public async Task<string> NameOfAsync(string id, string known, CancellationToken cancellationToken)
    {
        if (!ControlText.IsChannel(known)) throw new ControlException(ControlOutcome.Gone, ControlMessages.CallGone);
        try
        {
            if (await session.GetChannelAsync(known, cancellationToken) is { } row && string.Equals(row.Channel.UniqueId, id, StringComparison.Ordinal)) return known;

            // Asterisk renames channels, for instance when one takes another's place.
            var all = await session.ListChannelsAsync(cancellationToken);
            var name = all.Find(other => string.Equals(other.Channel.UniqueId, id, StringComparison.Ordinal))?.Channel.Name;
            return name is not null && ControlText.IsChannel(name) ? name : throw new ControlException(ControlOutcome.Gone, ControlMessages.CallGone);
        }
        catch (AmiPermissionException)
        {
            return known;
        }
    }

    /// <summary>Where a party is parked.</summary>
    /// <param name="id">Its Uniqueid.</param>
    /// <param name="known">What the board knows, and the PBX need not be asked for.</param>
    /// <param name="server">The PBX, for messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ControlException">It is parked no longer, or the account may not ask.</exception>
    public async Task<(string Lot, string Space)> ParkedAtAsync(
        string id, (string? Lot, string? Space) known, string server, CancellationToken cancellationToken)
    {
        var (lot, space) = known;
        try
        {
            if (lot is null || space is null)
            {
                var all = await session.ListParkedAsync(cancellationToken);
                var found = all.Find(parked => string.Equals(parked.Channel.UniqueId, id, StringComparison.Ordinal))
                    ?? throw new ControlException(ControlOutcome.Gone, ControlMessages.NotParked);
                (lot, space) = (found.Lot, found.Space);
            }
        }
        catch (AmiPermissionException)
        {
            throw new ControlException(ControlOutcome.Refused, ControlMessages.SpaceUnknown(server));
        }

        return ControlText.IsWord(lot) && ControlText.IsWord(space)
            ? (lot!, space!)
            : throw new ControlException(ControlOutcome.Invalid, ControlMessages.Unusable(server));
    }

    /// <summary>The space of a party that was parked just now; null when it was fetched or has hung up since, or the PBX does not say.</summary>
    public async Task<string?> SpaceOfAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            for (var left = SpaceQuestions; left > 0; left--)
            {
                var all = await session.ListParkedAsync(cancellationToken);
                if (all.Find(parked => string.Equals(parked.Channel.UniqueId, id, StringComparison.Ordinal)) is { Space: { } space }) return space;
                await Task.Delay(BetweenQuestions, time, cancellationToken);
            }
        }
        catch (AmiRefusedException)
        {
            // Then it cannot be known.
        }

        return null;
    }

    /// <summary>Whether a channel is connected to somebody; false when there is none, or the account may not ask.</summary>
    public async Task<bool> IsConnectedAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var all = await session.ListChannelsAsync(cancellationToken);
            return all.Exists(row => row.BridgeId is not null && string.Equals(row.Channel.UniqueId, id, StringComparison.Ordinal));
        }
        catch (AmiException failure) when (failure is AmiRefusedException or AmiPermissionException)
        {
            return false;
        }
    }

    /// <summary>Whether one of these channels is parked; null when the account may not ask.</summary>
    public async Task<bool?> IsParkedAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            return (await session.ListParkedAsync(cancellationToken)).Exists(parked => ids.Contains(parked.Channel.UniqueId, StringComparer.Ordinal));
        }
        catch (AmiException failure) when (failure is AmiRefusedException or AmiPermissionException or AmiCommandUnknownException)
        {
            return null;
        }
    }

    /// <summary>Waits for something, but no longer than this.</summary>
    /// <returns>Whether it has come.</returns>
    public async Task<bool> CameAsync(Task task, TimeSpan most, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(most, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
