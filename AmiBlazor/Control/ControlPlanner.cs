using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Control;

/// <summary>Makes of a request what is to be done, from what the boards and the configuration hold. Nothing of the request's own text goes on.</summary>
internal sealed class ControlPlanner(ControlBoards boards)
{
    /// <exception cref="ControlException">The request goes no further.</exception>
    public ControlDeed Plan(AmiServerOptions server, ControlRequest request, ExtensionScope scope) => request switch
    {
        CallRequest call => Call(server, call, scope),
        HangUpRequest hangUp => new HangUpDeed(boards.Party(server.Name, hangUp.ChannelId, scope).Party),
        TransferRequest transfer => Transfer(server, transfer, scope),
        ParkRequest park => Park(server, park, scope),
        FetchRequest fetch => Fetch(server, fetch, scope),
        PickUpRequest pickUp => PickUp(server, pickUp, scope),
        ListenRequest listen => Listen(server, listen, scope),
        RecordRequest record => Record(server, record, scope),
        PauseRequest pause => Pause(server, pause, scope),
        MembershipRequest membership => Membership(server, membership, scope),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.GetType().Name, "Nobody knows what to do."),
    };

    private CallDeed Call(AmiServerOptions server, CallRequest call, ExtensionScope scope)
    {
        var number = Number(server, call.Number, scope);
        return new CallDeed(server, boards.OwnPhone(server.Name, call.From, scope), server.Control.Context!, number, boards);
    }

    private TransferDeed Transfer(AmiServerOptions server, TransferRequest transfer, ExtensionScope scope)
    {
        var (_, party) = boards.Party(server.Name, transfer.ChannelId, scope);
        boards.OnlyPeer(server.Name, party);
        return new TransferDeed(server, party, server.Control.Context!, Number(server, transfer.Number, scope));
    }

    private ParkDeed Park(AmiServerOptions server, ParkRequest park, ExtensionScope scope)
    {
        var (_, party) = boards.Party(server.Name, park.ChannelId, scope);
        if (party.State == PartyState.Parked) throw new ControlException(ControlOutcome.Invalid, ControlMessages.AlreadyParked);
        return new ParkDeed(server, party, boards.OnlyPeer(server.Name, party));
    }

    private FetchDeed Fetch(AmiServerOptions server, FetchRequest fetch, ExtensionScope scope)
    {
        var (_, party) = boards.Party(server.Name, fetch.ChannelId, scope);
        if (party.State != PartyState.Parked) throw new ControlException(ControlOutcome.Gone, ControlMessages.NotParked);
        return new FetchDeed(server, boards.OwnPhone(server.Name, fetch.From, scope), party);
    }

    private PickUpDeed PickUp(AmiServerOptions server, PickUpRequest pickUp, ExtensionScope scope)
    {
        var (_, party) = boards.Party(server.Name, pickUp.ChannelId, scope);
        if (party.State != PartyState.Ringing) throw new ControlException(ControlOutcome.Gone, ControlMessages.NotRinging);
        return new PickUpDeed(server, boards.OwnPhone(server.Name, pickUp.From, scope), party.ChannelId, party.ChannelName);
    }

    private ListenDeed Listen(AmiServerOptions server, ListenRequest listen, ExtensionScope scope)
    {
        var (_, party) = boards.Party(server.Name, listen.ChannelId, scope);
        if (party.State == PartyState.Listening) throw new ControlException(ControlOutcome.Invalid, ControlMessages.ListensItself);
        if (party.Extensions.Contains(listen.From)) throw new ControlException(ControlOutcome.Invalid, ControlMessages.OwnCall);
        RequireConnected(party);
        var phone = boards.OwnPhone(server.Name, listen.From, scope);
        var mode = Enum.IsDefined(listen.Mode) ? listen.Mode : ListenMode.Listen;
        return new ListenDeed(server, phone, party.ChannelId, mode);
    }

    private ControlDeed Record(AmiServerOptions server, RecordRequest record, ExtensionScope scope)
    {
        var (_, party) = boards.Party(server.Name, record.ChannelId, scope);
        RequireConnected(party);
        CallParty[] parties = [party, .. boards.Peers(server.Name, party)];
        return record.Start ? new StartRecordingDeed(server.Control.RecordingDigits, parties) : new StopRecordingDeed(parties);
    }

    private PauseDeed Pause(AmiServerOptions server, PauseRequest pause, ExtensionScope scope)
    {
        var agent = boards.Agent(server.Name, pause.Queue, pause.Interface, scope);
        var queue = pause.Queue is null ? null : boards.Queue(server.Name, pause.Queue, scope).Name;
        IEnumerable<string> members = queue is null ? boards.InterfacesOf(server.Name, agent, scope) : [agent.Interface];
        return new PauseDeed(
            server, [.. members.Select(member => Storable(server, member))], queue is null ? null : Storable(server, queue), pause.Paused,
            Reason(server.Control, pause));
    }

    private ControlDeed Membership(AmiServerOptions server, MembershipRequest membership, ExtensionScope scope)
    {
        var queue = boards.Queue(server.Name, membership.Queue, scope);
        var name = Storable(server, queue.Name);
        if (membership.Add)
        {
            var (member, person, stateDevice) = boards.Candidate(server.Name, membership.Interface, scope);
            if (queue.Agents.Any(agent => string.Equals(agent.Interface, member, StringComparison.OrdinalIgnoreCase)))
                throw new ControlException(ControlOutcome.Invalid, ControlMessages.AgentAlready(name));
            return new AddDeed(name, Storable(server, member), ControlText.MemberName(person), stateDevice is null ? null : Storable(server, stateDevice));
        }

        var removed = boards.Agent(server.Name, queue.Name, membership.Interface, scope);
        return removed.IsDynamic
            ? new RemoveDeed(name, Storable(server, removed.Interface))
            : throw new ControlException(ControlOutcome.Invalid, ControlMessages.AgentOfConfiguration(name));
    }

    private static string? Reason(AmiControlOptions control, PauseRequest pause)
    {
        if (!pause.Paused) return null;
        var reason = pause.Reason?.Trim();
        if (control.PauseReasons.Count > 0)
        {
            return control.PauseReasons.Find(listed => string.Equals(listed, reason, StringComparison.Ordinal))
                ?? throw new ControlException(ControlOutcome.Invalid, ControlMessages.ReasonNotListed);
        }

        if (string.IsNullOrEmpty(reason)) return null;
        return ControlText.IsReason(reason) ? reason : throw new ControlException(ControlOutcome.Invalid, ControlMessages.BadReason);
    }

    private static void RequireConnected(CallParty party)
    {
        if (party.State is not (PartyState.Talking or PartyState.Holding or PartyState.OnHold or PartyState.InConference) || party.Peers.Count == 0)
            throw new ControlException(ControlOutcome.Invalid, ControlMessages.NotTalking);
    }

    private string Number(AmiServerOptions server, string? number, ExtensionScope scope)
    {
        if (!DialPattern.IsNumber(number)) throw new ControlException(ControlOutcome.Invalid, ControlMessages.NoNumber(ControlText.Shown(number)));
        var patterns = server.Control.DialPatterns.Select(DialPattern.Parse).OfType<DialPattern>();
        return boards.MayDial(server.Name, number, patterns, scope)
            ? number
            : throw new ControlException(ControlOutcome.NotAllowed, ControlMessages.NumberNotAllowed(number));
    }

    private static string Storable(AmiServerOptions server, string text) => ControlText.IsStorable(text)
        ? text
        : throw new ControlException(ControlOutcome.Invalid, ControlMessages.Unusable(server.Name));
}
