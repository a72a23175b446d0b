namespace AmiBlazor.Calls;

internal static class PartyStateExtensions
{
    /// <summary>The word for scripts, such as <c>on-hold</c>.</summary>
    public static string Word(this PartyState state) => state switch
    {
        PartyState.Starting => "starting",
        PartyState.Calling => "calling",
        PartyState.Ringing => "ringing",
        PartyState.Talking => "talking",
        PartyState.Holding => "holding",
        PartyState.OnHold => "on-hold",
        PartyState.InConference => "conference",
        PartyState.InQueue => "queue",
        PartyState.Parked => "parked",
        PartyState.Listening => "listening",
        PartyState.InApplication => "application",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>Whether it is connected to another party.</summary>
    public static bool IsConnected(this PartyState state) =>
        state is PartyState.Talking or PartyState.Holding or PartyState.OnHold or PartyState.InConference;
}
