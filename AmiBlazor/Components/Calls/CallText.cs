using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Calls;

/// <summary>Says what a party of a call does, in the user's language.</summary>
internal static class CallText
{
    /// <summary>The most characters of a number or name.</summary>
    public const int MaxParty = 60;

    /// <summary>What a party does and with whom: “Talking to 1005 Berta”, “Waiting in queue support”.</summary>
    public static string Of(Localizer texts, CallParty party) => party.State switch
    {
        PartyState.Talking => texts.Format($"Talking to {Peers(texts, party)}"),
        PartyState.Holding => texts.Format($"Holding {Peers(texts, party)}"),
        PartyState.OnHold => party.Peers.Count == 0 ? texts["On hold"] : texts.Format($"Held by {Peers(texts, party)}"),
        PartyState.Calling when party.Peers.Count == 0 && party.Dialled.Length > 0 => texts.Format($"Calling {DisplayText.Show(party.Dialled, MaxParty)}"),
        PartyState.Calling => party.Peers.Count == 0 ? texts["Dialing"] : texts.Format($"Calling {Peers(texts, party)}"),
        PartyState.Ringing or PartyState.Starting when party is { IsCaller: false, Queue: { } queue } =>
            texts.Format($"Call from queue {DisplayText.Show(queue, MaxParty)}: {Peers(texts, party)}"),
        PartyState.Ringing or PartyState.Starting => party.Peers.Count == 0 ? texts["Ringing"] : texts.Format($"Call from {Peers(texts, party)}"),
        PartyState.InConference => party.Peers.Count switch
        {
            0 => texts["Alone in a conference"],
            1 => texts.Format($"In a conference with {Peers(texts, party)}"),
            var others => texts.Format($"In a conference with {others:N0} others"),
        },
        PartyState.InQueue => texts.Format($"Waiting in queue {DisplayText.Show(party.Queue, MaxParty)}"),
        PartyState.Parked => party.ParkingSpace is { } space ? texts.Format($"Parked at {DisplayText.Show(space, MaxParty)}") : texts["Parked"],
        PartyState.Listening when party.Peers.Count > 0 => texts.Format($"Listening to {Peers(texts, party)}"),
        PartyState.Listening => string.IsNullOrEmpty(party.ListensTo)
            ? texts["Listening to a call"]
            : texts.Format($"Listening to {DisplayText.Show(party.ListensTo, MaxParty)}"),
        _ => texts["Connected to the PBX: menu, voicemail or announcement"],
    };

    /// <summary>The state alone, as a label: “Talking”, “On hold”.</summary>
    public static string Label(Localizer texts, PartyState state) => state switch
    {
        PartyState.Talking => texts["Talking"],
        PartyState.Holding => texts["Holding"],
        PartyState.OnHold => texts["On hold"],
        PartyState.Calling => texts["Dialing"],
        PartyState.Ringing or PartyState.Starting => texts["Ringing"],
        PartyState.InConference => texts["Conference"],
        PartyState.InQueue => texts["Waiting"],
        PartyState.Parked => texts["Parked"],
        PartyState.Listening => texts["Listening"],
        _ => texts["Menu or voicemail"],
    };

    /// <summary>One party: number and name, or what takes their place.</summary>
    public static string Party(Localizer texts, CallParty party) => One(texts, party.Number, party.Name, party.Extensions, party.IsHidden);

    /// <summary>Since when the clock beside the text counts.</summary>
    public static DateTimeOffset Since(CallParty party) => party.State == PartyState.Talking && party.ConnectedAt is { } connected ? connected : party.Since;

    /// <summary>A party by its number and name, or what takes their place.</summary>
    public static string One(Localizer texts, string number, string name, IReadOnlyList<ExtensionKey> extensions, bool isHidden)
    {
        if (isHidden) return texts["another extension"];
        if (number.Length == 0 && extensions.Count > 0) number = extensions[0].Exten;
        if (number.Length == 0) return name.Length == 0 ? texts["an unknown number"] : DisplayText.Show(name, MaxParty);
        return name.Length == 0 || string.Equals(name, number, StringComparison.Ordinal)
            ? DisplayText.Show(number, MaxParty)
            : $"{DisplayText.Show(number, MaxParty)} {DisplayText.Show(name, MaxParty)}";
    }

    private static string Peers(Localizer texts, CallParty party)
    {
        if (party.Peers.Count == 0) return texts["an unknown number"];
        var first = party.Peers[0];
        var text = One(texts, first.Number, first.Name, first.Extensions, first.IsHidden);
        return party.Peers.Count == 1 ? text : texts.Format($"{text} and {party.Peers.Count - 1:N0} more");
    }
}
