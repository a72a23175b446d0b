using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>A connection with the account that acts. It knows whether something was sent that changes something: from then on a loss leaves a doubt.</summary>
internal sealed class ControlSession(AmiSession session, TimeProvider time)
{
    /// <summary>How long the PBX may take to say what came of a phone, beyond the time that it rings.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

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

    /// <summary>Whether the dialplan has an extension that can be dialled; null when the account may not ask.</summary>
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
