namespace AmiBlazor.Queues;

/// <summary>What an agent was for a time.</summary>
public enum AgentEvent
{
    /// <summary>Logged in to a queue: one of its agents, and not by its configuration.</summary>
    LoggedIn,

    /// <summary>Paused in a queue, which left the agent out.</summary>
    Paused,
}

internal static class AgentEvents
{
    public static IReadOnlyList<AgentEvent> All { get; } = Enum.GetValues<AgentEvent>();

    /// <summary>The word for the database and for scripts.</summary>
    public static string Word(this AgentEvent what) => what == AgentEvent.LoggedIn ? "logged-in" : "paused";

    /// <summary>The event of a word; null for a word that is none.</summary>
    public static AgentEvent? Of(string? word)
    {
        foreach (var what in All)
        {
            if (string.Equals(what.Word(), word, StringComparison.Ordinal)) return what;
        }

        return null;
    }
}
