using AmiBlazor.Live;
using AmiBlazor.Store;

namespace AmiBlazor.Api;

/// <summary>The health of one main connection. Counts start with the process.</summary>
internal sealed record MainConnectionResponse
{
    /// <summary>The PBX.</summary>
    public required string Server { get; init; }

    /// <summary><c>off</c>, <c>connecting</c>, <c>syncing</c>, <c>following</c>, <c>unsaved</c>, <c>down</c> or <c>refused</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it entered this state.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The version of the manager interface; null before the first connection.</summary>
    public required string? AmiVersion { get; init; }

    /// <summary>When the last event about an extension was received; null if none was.</summary>
    public required DateTimeOffset? LastEventAt { get; init; }

    /// <summary>The number of events about extensions received.</summary>
    public required long Events { get; init; }

    /// <summary>The number of those about contexts that are not configured to be kept.</summary>
    public required long EventsOutsideContexts { get; init; }

    /// <summary>The number of events received that are not used; an eventfilter in manager.conf could keep them away.</summary>
    public required long EventsSkipped { get; init; }

    /// <summary>The number of events that matter and were not as Asterisk writes them: they were not believed, and all states were requested.</summary>
    public required long EventsDoubted { get; init; }

    /// <summary>The last of those events in the PBX's words; null if there was none.</summary>
    public required string? DoubtedWords { get; init; }

    /// <summary>How often it reconnected after it had been connected.</summary>
    public required int Reconnects { get; init; }

    /// <summary>Round-trip time of the last Ping in milliseconds; null before the first.</summary>
    public required double? PingMs { get; init; }

    /// <summary>The number of monitoring gaps.</summary>
    public required int Gaps { get; init; }

    /// <summary>Since when changes may have been missed; null if none can have been, or if nothing is known of the PBX yet.</summary>
    public required DateTimeOffset? GapSince { get; init; }

    /// <summary>The time of the next connection attempt; null if none is scheduled.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why it is not connected, for people; null if it is, or during the first attempt.</summary>
    public required string? Error { get; init; }

    /// <summary>The PBX's own message about that; null if there is none.</summary>
    public required string? PbxWords { get; init; }

    /// <summary>Why a connection may not report every change, for people; null if there is no sign of that.</summary>
    public required string? Warning { get; init; }

    /// <summary>The last comparison of a followed board with a complete list; null before the first.</summary>
    public required CheckResponse? LastCheck { get; init; }

    /// <summary>The last list that the main connection took itself; null before the first.</summary>
    public required ResyncResponse? LastResync { get; init; }

    /// <param name="health">The main connection.</param>
    /// <param name="withWords">False for users who do not see all extensions of the PBX: its message may mention any of them.</param>
    public static MainConnectionResponse Of(MainConnectionHealth health, bool withWords) => new()
    {
        Server = health.Server,
        State = health.State.ToString().ToLowerInvariant(),
        Since = health.Since,
        AmiVersion = health.AmiVersion,
        LastEventAt = health.LastEventAt,
        Events = health.Events,
        EventsOutsideContexts = health.EventsOutsideContexts,
        EventsSkipped = health.EventsSkipped,
        EventsDoubted = health.EventsDoubted,
        DoubtedWords = withWords ? health.DoubtedWords : null,
        Reconnects = health.Reconnects,
        PingMs = health.RoundTrip is { } roundTrip ? Math.Round(roundTrip.TotalMilliseconds, 2) : null,
        Gaps = health.Gaps,
        GapSince = health.GapSince,
        NextTryAt = health.NextTryAt,
        Error = InEnglish(health.Trouble),
        PbxWords = withWords ? health.PbxWords : null,
        Warning = InEnglish(health.Warning),
        LastCheck = health.LastCheck is { } check ? CheckResponse.Of(check) : null,
        LastResync = health.LastResync is { } resync ? ResyncResponse.Of(resync) : null,
    };

    private static string? InEnglish(FormattableString? sentence) => sentence is null ? null : FormattableString.Invariant(sentence);
}

/// <summary>The comparison of a complete list with a board that had been followed without a gap.</summary>
/// <param name="At">When the list was requested.</param>
/// <param name="Source">What took it: <c>refresh</c> or <c>resync</c>.</param>
/// <param name="Known">The number of extensions known on the PBX.</param>
/// <param name="Changed">Known extensions whose status had changed without an event.</param>
/// <param name="Differing">All differences, including new and removed extensions and those with other devices. Should be 0.</param>
internal sealed record CheckResponse(DateTimeOffset At, string Source, int Known, int Changed, int Differing)
{
    public static CheckResponse Of(BoardVerification check) => new(check.At, check.Source, check.Known, check.Changed, check.Differing);
}

/// <summary>A list that a main connection took itself.</summary>
/// <param name="At">When it was requested.</param>
/// <param name="Reason"><c>connected</c>, <c>booted</c>, <c>reloaded</c>, <c>overrun</c>, <c>doubted</c> or <c>check</c>.</param>
/// <param name="Known">The number of extensions known on the PBX afterwards.</param>
/// <param name="Changed">Known extensions found in another state, including removed ones.</param>
/// <param name="Added">New hints.</param>
/// <param name="Gone">Removed hints.</param>
internal sealed record ResyncResponse(DateTimeOffset At, string Reason, int Known, int Changed, int Added, int Gone)
{
    public static ResyncResponse Of(ResyncResult result) =>
        new(result.At, result.Reason.ToString().ToLowerInvariant(), result.Known, result.Changed, result.Added, result.Gone);
}
