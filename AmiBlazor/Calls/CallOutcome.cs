namespace AmiBlazor.Calls;

/// <summary>How a call went.</summary>
public enum CallOutcome
{
    /// <summary>It lasts: of a past call this is never so.</summary>
    UnderWay,

    /// <summary>Two parties were connected.</summary>
    Answered,

    /// <summary>Only the PBX answered: a menu, voicemail, an announcement.</summary>
    AnsweredByPbx,

    /// <summary>A phone rang, and nobody answered.</summary>
    NotAnswered,

    /// <summary>Whoever was called was busy, or declined.</summary>
    Busy,

    /// <summary>The caller waited in a queue, and left it without having talked to anybody.</summary>
    Abandoned,

    /// <summary>No phone rang.</summary>
    Failed,

    /// <summary>The phone rang, was answered, and listened to another call, be it only listening, whispering or joining in.</summary>
    Listened,

    /// <summary>Nobody saw it: the PBX was not followed for a time, in which the parties may have talked, or not.</summary>
    Unknown,
}

internal static class CallOutcomes
{
    /// <summary>Those of past calls.</summary>
    public static IReadOnlyList<CallOutcome> All { get; } = [.. Enum.GetValues<CallOutcome>().Where(outcome => outcome != CallOutcome.UnderWay)];

    /// <summary>The word for the database and for scripts, such as <c>not-answered</c>.</summary>
    public static string Word(this CallOutcome outcome) => outcome switch
    {
        CallOutcome.UnderWay => "under-way",
        CallOutcome.Answered => "answered",
        CallOutcome.AnsweredByPbx => "answered-by-pbx",
        CallOutcome.NotAnswered => "not-answered",
        CallOutcome.Busy => "busy",
        CallOutcome.Abandoned => "abandoned",
        CallOutcome.Failed => "failed",
        CallOutcome.Listened => "listened",
        CallOutcome.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <summary>The outcome of a past call of a word; null for a word that is none.</summary>
    public static CallOutcome? Of(string? word)
    {
        foreach (var outcome in All)
        {
            if (string.Equals(outcome.Word(), word, StringComparison.Ordinal)) return outcome;
        }

        return null;
    }
}
