using AmiBlazor.Calls;

namespace AmiBlazor.Components.Calls;

/// <summary>Finds calls by what somebody types: words that must all occur, whatever their case.</summary>
internal static class CallSearch
{
    /// <summary>The texts of an extension's calls that can be found: the other parties, queues and parking spaces.</summary>
    public static IEnumerable<string> TextsOf(IReadOnlyList<CallParty> parties)
    {
        foreach (var party in parties)
        {
            foreach (var peer in party.Peers)
            {
                yield return peer.Number;
                yield return peer.Name;
            }

            if (party.Queue is { } queue) yield return queue;
            if (party.ParkingSpace is { } space) yield return space;
        }
    }

    /// <summary>Whether a call matches.</summary>
    /// <param name="call">The call.</param>
    /// <param name="words">The words; none matches every call.</param>
    /// <param name="labels">What else is shown of the call, such as its state.</param>
    public static bool Matches(Call call, string[] words, IReadOnlyList<string> labels) =>
        Array.TrueForAll(words, word => labels.Any(label => Contains(label, word)) || Contains(call.Server, word) || call.Parties.Any(party => Matches(party, word)));

    private static bool Matches(CallParty party, string word) =>
        Contains(party.Number, word) || Contains(party.Name, word) || Contains(party.Device, word) || Contains(party.Queue, word) || Contains(party.Dialled, word)
        || Contains(party.ParkingSpace, word) || party.Extensions.Any(key => Contains(key.Exten, word));

    private static bool Contains(string? text, string word) => text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
