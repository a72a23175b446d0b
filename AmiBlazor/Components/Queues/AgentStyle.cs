using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Queues;

namespace AmiBlazor.Components.Queues;

/// <summary>How agents are displayed: the words, and the status of an extension whose colour and icon fit.</summary>
internal static class AgentStyle
{
    private const int MaxName = 40;

    /// <summary>The text of the chip.</summary>
    public static string Label(Localizer texts, QueueAgent agent) => agent.State switch
    {
        AgentState.Free => texts["Free"],
        AgentState.Ringing => texts["Ringing"],
        AgentState.InCall => texts["In call"],
        AgentState.InOtherQueue when agent.OtherQueue is { } queue => texts.Format($"In call of {DisplayText.Show(queue, MaxName)}"),
        AgentState.InOtherQueue or AgentState.InOtherCall => texts["In another call"],
        AgentState.OnHold => texts["On hold"],
        AgentState.Unavailable => texts["Unreachable"],
        _ => texts["Unknown"],
    };

    /// <summary>The class of the chip (<c>StatusSheet</c>).</summary>
    public static string Class(AgentState state) => state switch
    {
        AgentState.Free => "chip status-online",
        AgentState.Ringing => "chip status-ringing",
        AgentState.InCall => "chip status-in-use",
        AgentState.InOtherQueue or AgentState.InOtherCall => "chip status-busy",
        AgentState.OnHold => "chip status-on-hold",
        AgentState.Unavailable => "chip status-offline",
        _ => "chip status-unknown",
    };

    /// <summary>Whether one wants to know to the second since when: it is a call, and soon over.</summary>
    public static bool IsUnderWay(AgentState state) =>
        state is AgentState.Ringing or AgentState.InCall or AgentState.InOtherQueue or AgentState.InOtherCall or AgentState.OnHold;

    /// <summary>Whether the queue could call the agent now.</summary>
    public static bool IsAvailable(QueueAgent agent) => agent is { IsPaused: false, State: AgentState.Free };
}
