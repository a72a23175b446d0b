using AmiBlazor.Ami;
using AmiBlazor.Calls;

namespace AmiBlazor.Control;

/// <summary>
/// What rings one's own phone first. The phone shows its own number and name: calls, past calls and other programs take that for the name of the person, and
/// whoever sees the person may not see whom the phone is connected to.
/// </summary>
/// <param name="server">The PBX.</param>
/// <param name="phone">One's own phone.</param>
internal abstract class PhoneDeed(AmiServerOptions server, OwnPhone phone) : ControlDeed
{
    /// <summary>How long the events around an answer may take: they come over the same connection, but in no fixed order.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private readonly OwnChannel _channel = new();

    public override OwnPhone Phone => phone;

    public override ControlListener Listener => _channel;

    protected AmiServerOptions Server => server;

    protected string From => phone.Key.Exten;

    /// <summary>What was done once the phone has been answered.</summary>
    protected abstract FormattableString Success { get; }

    /// <summary>What it means when the phone is answered and at once on its own again; null where the phone has nobody to be joined with.</summary>
    protected virtual FormattableString? Missed => null;

    public override async Task<ControlResult> RunAsync(ControlSession session, CancellationToken cancellationToken)
    {
        var ring = TimeSpan.FromSeconds(server.Control.Timeout);
        var call = new OwnCall(phone.Device, _channel.Id, ControlText.CallerId(phone.Name, From), ring);
        var answer = await session.OriginateAsync(await ActionAsync(call, session, cancellationToken), ring, cancellationToken);
        if (answer is null) return NotTold();
        if (!answer.IsAnswered) return new ControlResult(ControlOutcome.Refused, await ReasonAsync(answer, session, cancellationToken));
        if (Missed is not { } missed) return Done(Success);
        await session.CameAsync(Task.WhenAny(_channel.Joined, _channel.Ended), 3 * Settling, cancellationToken);
        return _channel.Joined.IsCompleted ? Done(Success)
            : _channel.Ended.IsCompleted ? new ControlResult(ControlOutcome.Gone, missed)
            : await UndecidedAsync(session, missed, cancellationToken);
    }

    /// <summary>Makes the action at the last moment.</summary>
    protected abstract Task<AmiAction> ActionAsync(OwnCall call, ControlSession session, CancellationToken cancellationToken);

    /// <summary>What came of it when the phone was answered and neither joined nor left alone in time.</summary>
    protected virtual Task<ControlResult> UndecidedAsync(ControlSession session, FormattableString missed, CancellationToken cancellationToken) =>
        Task.FromResult(NotTold());

    /// <summary>Whether the phone is connected to somebody, as the PBX says when asked.</summary>
    protected Task<bool> IsConnectedAsync(ControlSession session, CancellationToken cancellationToken) =>
        session.IsConnectedAsync(_channel.Id, cancellationToken);

    protected ControlResult NotTold() => new(ControlOutcome.Unknown, ControlMessages.NotTold(server));

    /// <summary>Why the phone was not answered. Asterisk's own answer does not tell busy from declined, nor from not registered.</summary>
    private async Task<FormattableString> ReasonAsync(OriginateAnswer answer, ControlSession session, CancellationToken cancellationToken)
    {
        if (answer.Reason == OriginateAnswer.NotAnswered) return ControlMessages.NotAnswered(From, server.Control.Timeout);
        await session.CameAsync(_channel.Ended, Settling, cancellationToken);
        if (!_channel.Made.IsCompleted) return ControlMessages.NotRegistered(From);
        return !_channel.Ended.IsCompleted ? ControlMessages.NotReached(From) : await _channel.Ended switch
        {
            17 => ControlMessages.Busy(From),
            21 => ControlMessages.Declined(From),
            3 or 20 => ControlMessages.NotRegistered(From),
            18 or 19 => ControlMessages.NotAnswered(From, server.Control.Timeout),
            _ => ControlMessages.NotReached(From),
        };
    }
}

/// <summary>Dials a number.</summary>
internal sealed class CallDeed(AmiServerOptions server, OwnPhone phone, string context, string number, ControlBoards boards) : PhoneDeed(server, phone)
{
    protected override FormattableString Success => ControlMessages.Called(From, number);

    protected override async Task<AmiAction> ActionAsync(OwnCall call, ControlSession session, CancellationToken cancellationToken)
    {
        if (await session.HasDialableAsync(context, number, cancellationToken) is false)
            throw new ControlException(ControlOutcome.Refused, ControlMessages.NoSuchNumber(number, context));
        boards.Place(call.ChannelId, number);
        return AmiControlActions.Dial(call, context, number);
    }
}

/// <summary>Listens to a channel.</summary>
internal sealed class ListenDeed(AmiServerOptions server, OwnPhone phone, string channelId, ListenMode mode) : PhoneDeed(server, phone)
{
    protected override FormattableString Success => ControlMessages.Listens(From, mode);

    protected override FormattableString Missed => ControlMessages.EndedMeanwhile;

    protected override Task<AmiAction> ActionAsync(OwnCall call, ControlSession session, CancellationToken cancellationToken)
    {
        if (!ControlText.IsWord(channelId)) throw new ControlException(ControlOutcome.Invalid, ControlMessages.Unusable(Server.Name));
        var (extension, voice) = mode switch
        {
            ListenMode.Whisper => ("whisper", "w"),
            ListenMode.Barge => ("barge", "B"),
            _ => ("listen", ""),
        };
        return Task.FromResult(Server.Control.SpyContext is { } context
            ? AmiControlActions.DialSpy(call, context, extension, channelId)
            : AmiControlActions.Spy(call, channelId, voice));
    }
}

/// <summary>Answers the call that rings at a channel.</summary>
internal sealed class PickUpDeed(AmiServerOptions server, OwnPhone phone, string channelId, string channelName) : PhoneDeed(server, phone)
{
    protected override FormattableString Success => ControlMessages.PickedUp(From);

    protected override FormattableString Missed => ControlMessages.AnsweredElsewhere;

    protected override async Task<AmiAction> ActionAsync(OwnCall call, ControlSession session, CancellationToken cancellationToken) =>
        AmiControlActions.PickUp(call, await session.NameOfAsync(channelId, channelName, cancellationToken));
}

/// <summary>Fetches a parked party.</summary>
internal sealed class FetchDeed(AmiServerOptions server, OwnPhone phone, CallParty party) : PhoneDeed(server, phone)
{
    protected override FormattableString Success => ControlMessages.Fetched(From);

    protected override FormattableString Missed => ControlMessages.FetchedElsewhere;

    protected override async Task<AmiAction> ActionAsync(OwnCall call, ControlSession session, CancellationToken cancellationToken)
    {
        var (lot, space) = await session.ParkedAtAsync(party.ChannelId, (party.ParkingLot, party.ParkingSpace), Server.Name, cancellationToken);
        return AmiControlActions.Fetch(call, lot, space);
    }

    /// <summary>A phone that comes too late hears of it first, and that takes the PBX longer than we wait: whether the party is parked still decides.</summary>
    protected override async Task<ControlResult> UndecidedAsync(ControlSession session, FormattableString missed, CancellationToken cancellationToken)
    {
        if (await session.IsParkedAsync([party.ChannelId], cancellationToken) is not false) return NotTold();
        return await IsConnectedAsync(session, cancellationToken) ? Done(Success) : new ControlResult(ControlOutcome.Gone, missed);
    }
}
