namespace AmiBlazor.Calls;

/// <summary>How long parties of a past call talked, as far as anybody knows.</summary>
/// <param name="Span">How long, from the first moment that is known to the last.</param>
/// <param name="Bound">What the truth may be instead.</param>
internal sealed record TalkTime(TimeSpan Span, TalkBound Bound)
{
    /// <summary>Of the call as a whole; null when nobody talked.</summary>
    public static TalkTime? Of(PastCall call) => Of(call.ConnectedBy, call.AnsweredAt is not null, call.EndedAt, call.IsEndKnown);

    /// <summary>Of one party; null when it talked to nobody.</summary>
    public static TalkTime? Of(PastLeg leg) => Of(leg.ConnectedAt, leg.IsConnectionSeen, leg.EndedAt, leg.Cause is not null);

    private static TalkTime? Of(DateTimeOffset? from, bool isFromSeen, DateTimeOffset? to, bool isToSeen)
    {
        if (from is not { } began) return null;
        if (to is not { } ended) return new TalkTime(TimeSpan.Zero, TalkBound.Unknown);
        var bound = (isFromSeen, isToSeen) switch
        {
            (true, true) => TalkBound.Exact,
            (false, true) => TalkBound.AtLeast,
            (true, false) => TalkBound.AtMost,
            _ => TalkBound.Unknown,
        };

        // One that was seen whole and took no time was none; of the others nobody knows.
        if (ended <= began && bound == TalkBound.Exact) return null;
        return new TalkTime(ended > began ? ended - began : TimeSpan.Zero, bound);
    }
}

/// <summary>How a talk's known time stands to its true one.</summary>
internal enum TalkBound
{
    /// <summary>They are the same.</summary>
    Exact,

    /// <summary>Nobody saw when it began: it was as long, or longer.</summary>
    AtLeast,

    /// <summary>Nobody saw when it ended: it was as long, or shorter.</summary>
    AtMost,

    /// <summary>Nobody saw either.</summary>
    Unknown,
}

internal static class TalkBounds
{
    /// <summary>The word for scripts, such as <c>at-least</c>.</summary>
    public static string Word(this TalkBound bound) => bound switch
    {
        TalkBound.Exact => "exact",
        TalkBound.AtLeast => "at-least",
        TalkBound.AtMost => "at-most",
        _ => "unknown",
    };
}
