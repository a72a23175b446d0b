using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;

namespace AmiBlazor.Control;

/// <summary>
/// What a request can be about: extensions, parties and agents that the boards have now, and that are within a scope. What is not visible is not there.
/// </summary>
internal sealed class ControlBoards(LiveBoard extensions, CallBoard calls, QueueBoard queues)
{
    private static readonly string[] UnreachableStates = ["UNAVAILABLE", "INVALID"];

    /// <summary>The phone of an extension: the first one of its hint that can be reached, else the first.</summary>
    /// <exception cref="ControlException">There is none, it is outside the scope, or it is in a call.</exception>
    public OwnPhone OwnPhone(string server, ExtensionKey key, ExtensionScope scope)
    {
        var row = string.Equals(key.Server, server, StringComparison.Ordinal) ? Row(key) : null;
        if (row is null || !Includes(scope, row)) throw new ControlException(ControlOutcome.NotAllowed, ControlMessages.OwnPhoneUnknown);
        var phones = HintDevice.Of(row).Where(device => Hint.IsPhone(device.Device) && ControlText.IsDevice(device.Device)).ToList();
        if (phones.Count == 0) throw new ControlException(ControlOutcome.Invalid, ControlMessages.NoOwnPhone(key.Exten));
        if (calls.For(server).PartiesOf(key).Count > 0) throw new ControlException(ControlOutcome.Invalid, ControlMessages.OwnPhoneBusy(key.Exten));
        var reachable = phones.FindIndex(phone => !UnreachableStates.Contains(phone.State, StringComparer.OrdinalIgnoreCase));
        return new OwnPhone(key, phones[Math.Max(reachable, 0)].Device, row.ShownName);
    }

    /// <summary>A call is about to be placed for a phone: in the history that phone is the caller.</summary>
    public void Place(string channelId, string number) => calls.Place(channelId, number);

    /// <summary>A party of a call, all of whose parties that are extensions are within the scope.</summary>
    /// <exception cref="ControlException">There is none, or one of them is outside the scope.</exception>
    public (Call Call, CallParty Party) Party(string server, string? channelId, ExtensionScope scope)
    {
        RequireCalls(server);
        var snapshot = calls.For(server);
        if (channelId is null || snapshot.PartyAt(channelId) is not { } party || snapshot.CallAt(channelId) is not { } call || !IsVisible(scope, call))
            throw new ControlException(ControlOutcome.Gone, ControlMessages.CallGone);
        var isWithin = IsWithin(scope, party.Extensions) && party.Peers.All(peer => IsWithin(scope, peer.Extensions));
        return isWithin ? (call, party) : throw new ControlException(ControlOutcome.NotAllowed, ControlMessages.NotInScope);
    }

    /// <summary>A party's channel and those of the parties that it is connected to, as far as they are known.</summary>
    public IReadOnlyCollection<string> Conversation(string server, string channelId) =>
        [channelId, .. calls.For(server).PartyAt(channelId)?.Peers.Select(peer => peer.ChannelId).OfType<string>() ?? []];

    /// <summary>Waits until a party is connected to others than these, or gone, but no longer than this: the board is a moment behind the PBX.</summary>
    public async Task ChangedAsync(
        string server, string channelId, IReadOnlyCollection<string> conversation, TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = calls.Subscribe(Look);
        Look();
        try
        {
            await changed.Task.WaitAsync(most, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What was done shows nowhere; the PBX decides then.
        }

        void Look()
        {
            if (!Conversation(server, channelId).ToHashSet(StringComparer.Ordinal).SetEquals(conversation)) changed.TrySetResult();
        }
    }

    /// <summary>The one that a party is connected to.</summary>
    /// <exception cref="ControlException">There is none, or several.</exception>
    public CallParty OnlyPeer(string server, CallParty party)
    {
        if (party.State is not (PartyState.Talking or PartyState.Holding or PartyState.OnHold))
            throw new ControlException(ControlOutcome.Invalid, ControlMessages.NotTalking);
        return party.Peers is [{ ChannelId: { } id }] && calls.For(server).PartyAt(id) is { } peer
            ? peer
            : throw new ControlException(ControlOutcome.Invalid, ControlMessages.NotWithOne);
    }

    /// <summary>The other parties that a party is connected to.</summary>
    public IEnumerable<CallParty> Peers(string server, CallParty party)
    {
        var snapshot = calls.For(server);
        return party.Peers.Select(peer => peer.ChannelId is { } id ? snapshot.PartyAt(id) : null).OfType<CallParty>();
    }

    /// <summary>Whether a number may be dialled: one of an extension within the scope, or one that a pattern allows and that is no extension.</summary>
    public bool MayDial(string server, string number, IEnumerable<DialPattern> patterns, ExtensionScope scope)
    {
        var rows = Rows(server).Where(row => string.Equals(row.Key.Exten, number, StringComparison.Ordinal)).ToList();
        return rows.Count > 0 ? rows.Exists(row => Includes(scope, row)) : patterns.Any(pattern => pattern.Matches(number));
    }

    /// <summary>A queue of which the viewer sees somebody.</summary>
    /// <exception cref="ControlException">There is none.</exception>
    public QueueSnapshot Queue(string server, string? name, ExtensionScope scope)
    {
        RequireCalls(server);
        return name is not null && queues.For(server).Find(name) is { } queue && (scope.IncludesAllDepartments || queue.Agents.Any(agent => IsWithin(scope, agent)))
            ? queue
            : throw new ControlException(ControlOutcome.Gone, ControlMessages.QueueGone(ControlText.Shown(name)));
    }

    /// <summary>An agent of a queue, or of any; each of its extensions is within the scope.</summary>
    /// <exception cref="ControlException">There is none.</exception>
    public QueueAgent Agent(string server, string? queue, string? member, ExtensionScope scope)
    {
        RequireCalls(server);
        var among = queue is null ? queues.For(server).Queues : [Queue(server, queue, scope)];
        var agent = member is not { Length: > 0 } ? null : Agents(among).FirstOrDefault(agent => string.Equals(agent.Interface, member, StringComparison.Ordinal));
        return agent is not null && IsWithin(scope, agent) ? agent : throw new ControlException(ControlOutcome.Gone, ControlMessages.AgentGone);
    }

    /// <summary>
    /// What queues dial for the extensions of an agent, the agent's own interface first: one may call <c>PJSIP/1002</c> and another
    /// <c>Local/1002@from-queue/n</c>.
    /// </summary>
    public IReadOnlyList<string> InterfacesOf(string server, QueueAgent agent, ExtensionScope scope) =>
    [
        agent.Interface,
        .. Agents(queues.For(server).Queues).Where(other => other.Extensions.Any(agent.Extensions.Contains) && IsWithin(scope, other))
            .Select(other => other.Interface).Where(other => !string.Equals(other, agent.Interface, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>A phone that can become an agent: an interface that a queue has, or a phone of an extension.</summary>
    /// <exception cref="ControlException">There is none within the scope.</exception>
    public (string Interface, string? Name, string? StateDevice) Candidate(string server, string? member, ExtensionScope scope)
    {
        if (member is { Length: > 0 })
        {
            var agent = Agents(queues.For(server).Queues).FirstOrDefault(agent => string.Equals(agent.Interface, member, StringComparison.Ordinal));
            if (agent is not null && IsWithin(scope, agent))
                return (agent.Interface, agent.Name, string.Equals(agent.StateDevice, agent.Interface, StringComparison.Ordinal) ? null : agent.StateDevice);
            foreach (var row in Rows(server).Where(row => row.Hint.Contains(member, StringComparison.OrdinalIgnoreCase) && Includes(scope, row)))
            {
                var device = Hint.Parse(row.Hint).Devices.FirstOrDefault(device => string.Equals(device, member, StringComparison.OrdinalIgnoreCase));
                if (device is not null && Hint.IsPhone(device) && ControlText.IsDevice(device)) return (device, row.ShownName ?? row.Key.Exten, null);
            }
        }

        throw new ControlException(ControlOutcome.NotAllowed, ControlMessages.InterfaceUnknown);
    }

    /// <exception cref="ControlException">The calls and queues of the PBX are not known.</exception>
    private void RequireCalls(string server)
    {
        if (calls.HealthOf(server)?.State != CallsState.Live)
            throw new ControlException(ControlOutcome.Unreachable, ControlMessages.CallsUnknown(server));
    }

    private static IEnumerable<QueueAgent> Agents(IEnumerable<QueueSnapshot> among) => among.SelectMany(queue => queue.Agents);

    private BoardRow? Row(ExtensionKey key) => extensions.Snapshot.Find(key) is { Present: true } row ? row : null;

    private IEnumerable<BoardRow> Rows(string server) =>
        extensions.Snapshot.Rows().Where(row => row.Present && string.Equals(row.Key.Server, server, StringComparison.Ordinal));

    private static bool Includes(ExtensionScope scope, BoardRow row) => scope.Includes(row.Key.Server, row.Department);

    private bool Includes(ExtensionScope scope, ExtensionKey key) =>
        scope.Includes(key.Server) && (scope.IncludesAllDepartments || (Row(key) is { } row && scope.IncludesDepartment(row.Department)));

    /// <summary>Who is no extension is within the scope of whoever sees the call.</summary>
    private bool IsWithin(ExtensionScope scope, IReadOnlyList<ExtensionKey> keys) => keys.Count == 0 || keys.Any(key => Includes(scope, key));

    private bool IsWithin(ExtensionScope scope, QueueAgent agent) =>
        scope.IncludesAllDepartments || agent.Extensions.Any(key => Includes(scope, key));

    private bool IsVisible(ExtensionScope scope, Call call) =>
        scope.IncludesAllDepartments || call.Parties.Any(party => party.Extensions.Any(key => Includes(scope, key)));
}
