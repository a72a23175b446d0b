using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>What the parties of a <see cref="ModelPbx"/> truly do, and what is shown of them, in the same words.</summary>
internal static class ModelTruth
{
    /// <param name="pbx">The PBX.</param>
    /// <param name="areSpacesTold">Whether it is known where each is parked: no list tells it.</param>
    public static string[] Of(ModelPbx pbx, bool areSpacesTold) =>
    [
        .. pbx.Channels.Where(channel => !channel.IsLocal && !IsHostile(channel.Name)).Select(channel => Text(channel, areSpacesTold))
            .Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc cref="Of"/>
    public static string[] Shown(CallSnapshot snapshot, bool areSpacesTold) =>
    [
        .. snapshot.Calls.SelectMany(call => call.Parties).Where(party => !IsHostile(party.Device)).Select(party => Text(snapshot, party, areSpacesTold))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A call keeps its identity while it lasts; where two become one, it is that of one of them.</summary>
    public static string? WrongCalls(ModelPbx pbx, CallSnapshot before, CallSnapshot now)
    {
        if (now.Calls.DistinctBy(call => call.Id).Count() != now.Calls.Count) return "Two calls have one identity.";
        var was = before.Calls.SelectMany(call => call.Parties, (call, party) => (call.Id, party.ChannelId))
            .ToDictionary(one => one.ChannelId, one => one.Id, StringComparer.Ordinal);
        var known = was.Values.ToHashSet(StringComparer.Ordinal);
        var calls = new Dictionary<ModelTalk, string>();
        foreach (var call in now.Calls)
        {
            foreach (var party in call.Parties)
            {
                if (was.TryGetValue(party.ChannelId, out var id) && id != call.Id && !known.Contains(call.Id)) return $"The call of {party.ChannelId} was {id} and is {call.Id}.";
                if (pbx.Find(party.ChannelId)?.Talk is not { } talk) continue;
                if (!calls.TryAdd(talk, call.Id) && calls[talk] != call.Id) return $"{party.ChannelId} is in another call than whom it talks to.";
            }
        }

        return null;
    }

    /// <summary>Who talks, talks since they were connected, whatever else has happened.</summary>
    public static string? WrongTimes(ModelPbx pbx, CallSnapshot now)
    {
        foreach (var channel in pbx.Channels)
        {
            if (IsHostile(channel.Name) || channel is not { IsLocal: false, Spied: null, Space: null, Talk: { IsConference: false } talk }) continue;
            var party = now.PartyAt(channel.Id)!;
            if (party.ConnectedAt != talk.Since || party.IsAtLeast) return $"{channel.Id} talks since {talk.Since:T}, not since {party.ConnectedAt:T}.";
        }

        return null;
    }

    /// <summary>A caller whose number cuts its own events in two, and whom it calls, are not compared.</summary>
    public static bool IsHostile(string name) => name.Contains("hostile", StringComparison.Ordinal);

    private static string Text(ModelChannel channel, bool areSpacesTold)
    {
        if (channel.Spied is { } spied) return $"{channel.Id} Listening to {spied.Device}";
        if (channel.Space is { } space) return $"{channel.Id} Parked {(areSpacesTold ? space : "")}";
        if (channel.Talk is { } talk)
        {
            var others = talk.Parties.Where(party => party != channel).ToList();
            var state = talk.IsConference ? PartyState.InConference
                : channel.IsHolding ? PartyState.Holding
                : others.Exists(other => other.IsHolding) ? PartyState.OnHold
                : PartyState.Talking;
            return $"{channel.Id} {state} with {string.Join(',', others.Select(other => other.Id).Order(StringComparer.Ordinal))}";
        }

        if (channel.Doing == PartyState.OnHold) return $"{channel.Id} OnHold alone";
        if (channel.Queue is { } queue) return $"{channel.Id} InQueue {queue}";
        return channel.Doing == PartyState.InApplication
            ? $"{channel.Id} InApplication"
            : $"{channel.Id} {channel.Doing} with {string.Join(',', channel.With.Select(other => other.Number).Order(StringComparer.Ordinal))}";
    }

    /// <summary>Whether somebody else is connected with a party: who was left alone shows whom it sees all the same.</summary>
    private static bool IsConnected(CallSnapshot snapshot, CallParty party) =>
        party.Peers.Any(peer => peer.ChannelId is { } id && snapshot.PartyAt(id)?.Peers.Any(back => back.ChannelId == party.ChannelId) == true);

    private static string Text(CallSnapshot snapshot, CallParty party, bool areSpacesTold) => party.State switch
    {
        PartyState.Listening => $"{party.ChannelId} Listening to {party.ListensTo}",
        PartyState.Parked => $"{party.ChannelId} Parked {(areSpacesTold ? party.ParkingSpace : "")}",
        PartyState.OnHold when !IsConnected(snapshot, party) => $"{party.ChannelId} OnHold alone",
        PartyState.InQueue => $"{party.ChannelId} InQueue {party.Queue}",
        PartyState.InApplication => $"{party.ChannelId} InApplication",
        PartyState.Talking or PartyState.Holding or PartyState.OnHold or PartyState.InConference =>
            $"{party.ChannelId} {party.State} with {string.Join(',', party.Peers.Select(peer => peer.ChannelId).Order(StringComparer.Ordinal))}",
        _ => $"{party.ChannelId} {party.State} with {string.Join(',', party.Peers.Select(peer => peer.Number).Order(StringComparer.Ordinal))}",
    };
}
