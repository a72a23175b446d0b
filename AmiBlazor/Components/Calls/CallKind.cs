using AmiBlazor.Calls;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Calls;

/// <summary>What a call as a whole is doing, by which the page filters and colours.</summary>
public enum CallKind
{
    Ringing,
    Talking,
    OnHold,
    Waiting,
    Parked,
    Conference,
    Listening,
    Menu,
}

internal static class CallKinds
{
    public static IReadOnlyList<CallKind> All { get; } = Enum.GetValues<CallKind>();

    public static CallKind Of(Call call)
    {
        var states = call.Parties.Select(party => party.State).ToHashSet();
        if (states.Contains(PartyState.InConference)) return CallKind.Conference;
        if (states.Contains(PartyState.Holding) || states.Contains(PartyState.OnHold)) return CallKind.OnHold;
        if (states.Contains(PartyState.Talking)) return CallKind.Talking;
        if (states.Contains(PartyState.Parked)) return CallKind.Parked;
        if (states.Contains(PartyState.InQueue)) return CallKind.Waiting;
        if (states.Overlaps([PartyState.Ringing, PartyState.Starting, PartyState.Calling])) return CallKind.Ringing;
        return states.Contains(PartyState.Listening) ? CallKind.Listening : CallKind.Menu;
    }

    public static string Label(Localizer texts, CallKind kind) => kind switch
    {
        CallKind.Ringing => texts["Ringing"],
        CallKind.Talking => texts["Talking"],
        CallKind.OnHold => texts["On hold"],
        CallKind.Waiting => texts["Waiting"],
        CallKind.Parked => texts["Parked"],
        CallKind.Conference => texts["Conference"],
        CallKind.Listening => texts["Listening"],
        _ => texts["Menu or voicemail"],
    };

    /// <summary>The word in the page's address.</summary>
    public static string Word(this CallKind kind) => kind switch
    {
        CallKind.OnHold => "on-hold",
        CallKind.Menu => "menu",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The status whose colour and icon stand for it.</summary>
    public static Board.ExtensionStatus Look(this CallKind kind) => kind switch
    {
        CallKind.Ringing or CallKind.Waiting => Board.ExtensionStatus.Ringing,
        CallKind.OnHold or CallKind.Parked => Board.ExtensionStatus.OnHold,
        _ => Board.ExtensionStatus.InUse,
    };
}
