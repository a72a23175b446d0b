using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Control;

/// <summary>Ends a party's call.</summary>
internal sealed class HangUpDeed(CallParty party) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        var name = await session.NameOfAsync(party.ChannelId, party.ChannelName, cancellationToken);
        await session.ActAsync(AmiControlActions.HangUp(name), cancellationToken);
        return Done(ControlMessages.HungUp);
    }
}

/// <summary>Hands the other party on to a number.</summary>
internal sealed class TransferDeed(AmiServerOptions server, CallParty party, string context, string number) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        // Asterisk calls a transfer to nowhere a success, and the call is dead. Who may transfer may ask.
        switch (await session.HasDialableAsync(context, number, cancellationToken))
        {
            case false:
                throw new ControlException(ControlOutcome.Refused, ControlMessages.NoSuchNumber(number, context));
            case null:
                throw new ControlException(ControlOutcome.Refused, ControlMessages.NotChecked(server.Name, number));
        }

        var name = await session.NameOfAsync(party.ChannelId, party.ChannelName, cancellationToken);
        await session.ActAsync(AmiControlActions.Transfer(name, context, number), cancellationToken);
        return Done(ControlMessages.Transferred(number));
    }
}

/// <summary>Parks a party; the extension that it talked to is free then.</summary>
internal sealed class ParkDeed(AmiServerOptions server, CallParty party, CallParty peer) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        var name = await session.NameOfAsync(party.ChannelId, party.ChannelName, cancellationToken);
        var back = await session.NameOfAsync(peer.ChannelId, peer.ChannelName, cancellationToken);
        if (await session.IsParkedAsync([party.ChannelId, peer.ChannelId], cancellationToken) is true)
            throw new ControlException(ControlOutcome.Gone, ControlMessages.ChangedMeanwhile);
        await session.ActAsync(AmiControlActions.Park(name, back, server.Control.ParkingLot), cancellationToken);

        // Asterisk parks a moment after it has said so: a hangup before would end both.
        if (await session.SpaceOfAsync(party.ChannelId, cancellationToken) is not { } space)
            return new ControlResult(ControlOutcome.Unknown, ControlMessages.NotYetParked(server.Name));
        try
        {
            // It leaves the one who parked in a call with nobody, unless somebody else has parked that one meanwhile: at the phone, or by another program.
            if (!peer.IsOutside && await session.IsParkedAsync([peer.ChannelId], cancellationToken) is not true)
                await session.ActAsync(AmiControlActions.HangUp(back), cancellationToken);
        }
        catch (AmiRefusedException)
        {
            // Its phone has hung up by itself.
        }

        return Done(ControlMessages.ParkedAt(space));
    }
}

/// <summary>Starts to record a call, with the code that a phone would use: the action for it would need the right to run any command.</summary>
/// <param name="digits">The code.</param>
/// <param name="parties">All parties of the conversation; extensions among them press the code, one after the other, until it works.</param>
internal sealed class StartRecordingDeed(string digits, IReadOnlyList<CallParty> parties) : ControlDeed
{
    /// <summary>How long a recording may take to begin after the last digit.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly RecordingWatch _watch = new(parties.Select(party => party.ChannelId).ToHashSet(StringComparer.Ordinal));

    public override ControlListener Listener => _watch;

    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        foreach (var party in parties.Where(party => !party.IsOutside))
        {
            var name = await session.NameOfAsync(party.ChannelId, party.ChannelName, cancellationToken);
            if (await PressAsync(session, name, cancellationToken) is not { } isOn) continue;
            if (isOn) return await StillAsync(session, party, ControlMessages.Recording, cancellationToken);

            // The code ended a recording that somebody else had begun.
            if (await PressAsync(session, name, cancellationToken) is true)
                return await StillAsync(session, party, ControlMessages.RecordingBefore, cancellationToken);
        }

        return new ControlResult(ControlOutcome.Refused, ControlMessages.NoRecording(digits));
    }

    /// <summary>Looks once more: somebody at a phone may have pressed the code as well, which ends what it has begun.</summary>
    private async Task<ControlResult> StillAsync(ControlSession session, CallParty party, FormattableString done, CancellationToken cancellationToken)
    {
        // The PBX tells what has happened before it answers.
        await session.NameOfAsync(party.ChannelId, party.ChannelName, cancellationToken);
        return _watch.IsOn ? Done(done) : new ControlResult(ControlOutcome.Refused, ControlMessages.RecordingEndedAgain);
    }

    /// <returns>Whether a recording has begun; false when one has ended, null when nothing has changed.</returns>
    private async Task<bool?> PressAsync(ControlSession session, string channel, CancellationToken cancellationToken)
    {
        var next = _watch.NextAsync();
        foreach (var digit in digits) await session.ActAsync(AmiControlActions.Press(channel, digit), cancellationToken);
        return await session.CameAsync(next, Settling, cancellationToken) ? await next : null;
    }
}

/// <summary>Ends the recording of a call, on whichever of its channels it is.</summary>
internal sealed class StopRecordingDeed(IReadOnlyList<CallParty> parties) : ControlDeed
{
    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        var isStopped = false;
        foreach (var party in parties)
        {
            var name = await session.NameOfAsync(party.ChannelId, party.ChannelName, cancellationToken);
            try
            {
                await session.ActAsync(AmiControlActions.StopRecording(name), cancellationToken);
                isStopped = true;
            }
            catch (AmiRefusedException)
            {
                // This channel is not recorded; another one may be.
            }
        }

        return isStopped ? Done(ControlMessages.RecordingEnded) : new ControlResult(ControlOutcome.Invalid, ControlMessages.NotRecorded);
    }
}
