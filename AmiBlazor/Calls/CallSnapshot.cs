using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>All calls of one PBX at one moment. Immutable; what has not changed since the moment before is the same object.</summary>
public sealed class CallSnapshot
{
    private readonly Dictionary<ExtensionKey, IReadOnlyList<CallParty>> _byExtension = [];
    private readonly Dictionary<string, (Call Call, CallParty Party)> _byChannel = new(StringComparer.Ordinal);

    internal CallSnapshot(string server, IReadOnlyList<Call> calls)
    {
        Server = server;
        Calls = calls;
        var byExtension = new Dictionary<ExtensionKey, List<CallParty>>();
        foreach (var (call, party) in calls.SelectMany(call => call.Parties, (call, party) => (call, party)))
        {
            _byChannel[party.ChannelId] = (call, party);
            foreach (var key in party.Extensions)
            {
                if (!byExtension.TryGetValue(key, out var parties)) byExtension.Add(key, parties = new(1));
                parties.Add(party);
            }
        }

        foreach (var (key, parties) in byExtension) _byExtension.Add(key, parties);
    }

    /// <summary>The PBX.</summary>
    public string Server { get; }

    /// <summary>The calls, the longest first.</summary>
    public IReadOnlyList<Call> Calls { get; }

    /// <summary>What an extension's phones do, the longest first; empty while they do nothing.</summary>
    public IReadOnlyList<CallParty> PartiesOf(ExtensionKey extension) => _byExtension.GetValueOrDefault(extension, []);

    /// <summary>The extensions that have a call.</summary>
    public IReadOnlyCollection<ExtensionKey> Extensions => _byExtension.Keys;

    /// <summary>The party at a channel; null when there is no such channel.</summary>
    public CallParty? PartyAt(string channelId) => _byChannel.GetValueOrDefault(channelId).Party;

    /// <summary>The call of a channel; null when there is no such channel.</summary>
    internal Call? CallAt(string channelId) => _byChannel.GetValueOrDefault(channelId).Call;

    internal static CallSnapshot Empty(string server) => new(server, []);
}
