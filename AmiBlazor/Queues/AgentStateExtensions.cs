namespace AmiBlazor.Queues;

internal static class AgentStateExtensions
{
    /// <summary>The word for scripts, such as <c>in-other-queue</c>.</summary>
    public static string Word(this AgentState state) => state switch
    {
        AgentState.Unknown => "unknown",
        AgentState.Free => "free",
        AgentState.Ringing => "ringing",
        AgentState.InCall => "in-call",
        AgentState.InOtherQueue => "in-other-queue",
        AgentState.InOtherCall => "in-other-call",
        AgentState.OnHold => "on-hold",
        AgentState.Unavailable => "unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
