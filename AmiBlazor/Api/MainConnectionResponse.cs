using AmiBlazor.Live;
using AmiBlazor.Store;

namespace AmiBlazor.Api;

/// <summary>The health of one main connection. Counts are since the start of the program.</summary>
internal sealed record MainConnectionResponse
{
    /// <summary>The PBX.</summary>
    public required string Server { get; init; }

    /// <summary><c>off</c>, <c>connecting</c>, <c>syncing</c>, <c>following</c>, <c>down</c> or <c>refused</c>.</summary>
    public required string State { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The version of the manager interface; null before the first connection.</summary>
    public required string? AmiVersion { get; init; }

    /// <summary>When the last event of an extension was heard; null when none was.</summary>
    public required DateTimeOffset? LastEventAt { get; init; }

    /// <summary>How many such events were heard.</summary>
    public required long Events { get; init; }

    /// <summary>How many of them told of contexts that the configuration does not keep.</summary>
    public required long EventsOutsideContexts { get; init; }

    /// <summary>How often it came back after it had been up.</summary>
    public required int Reconnects { get; init; }

    /// <summary>Milliseconds that the last Ping took; null before the first.</summary>
    public required double? PingMs { get; init; }

    /// <summary>How many times there were in which changes could go unheard.</summary>
    public required int Gaps { get; init; }

    /// <summary>Since when changes can have gone unheard; null when none can, or nothing was ever known of the PBX.</summary>
    public required DateTimeOffset? GapSince { get; init; }

    /// <summary>When it will be tried again; null when no wait is under way.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why it is not up, for a person; null when it is, or the first try is under way.</summary>
    public required string? Error { get; init; }

    /// <summary>What the PBX itself said about that; null when it said nothing.</summary>
    public required string? PbxWords { get; init; }

    /// <summary>Why a connection that is up may not tell all, for a person; null when there is no sign of that.</summary>
    public required string? Warning { get; init; }

    /// <summary>The last time that a board which was followed was compared with a complete list; null before the first.</summary>
    public required CheckResponse? LastCheck { get; init; }

    /// <summary>The last list that the main connection took for itself; null before the first.</summary>
    public required ResyncResponse? LastResync { get; init; }

    /// <param name="health">The main connection.</param>
    /// <param name="withWords">False for whoever does not see all extensions of the PBX: its words may tell of any.</param>
    public static MainConnectionResponse Of(MainConnectionHealth health, bool withWords) => new()
    {
        Server = health.Server,
        State = health.State.ToString().ToLowerInvariant(),
        Since = health.Since,
        AmiVersion = health.AmiVersion,
        LastEventAt = health.LastEventAt,
        Events = health.Events,
        EventsOutsideContexts = health.EventsOutsideContexts,
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

/// <summary>A complete list that was compared with a board whose every change had been followed.</summary>
/// <param name="At">When the list was asked for.</param>
/// <param name="Source"><c>refresh</c> or <c>resync</c>: what took it.</param>
/// <param name="Known">Extensions known on the PBX.</param>
/// <param name="Changed">Known ones whose status was another without an event that told it.</param>
/// <param name="Differing">All that differed: also those that were new, gone, or had other devices. 0 is what it should be.</param>
internal sealed record CheckResponse(DateTimeOffset At, string Source, int Known, int Changed, int Differing)
{
    public static CheckResponse Of(BoardVerification check) => new(check.At, check.Source, check.Known, check.Changed, check.Differing);
}

/// <summary>A list that a main connection took for itself.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="Reason"><c>connected</c>, <c>booted</c>, <c>reloaded</c>, <c>overrun</c> or <c>check</c>.</param>
/// <param name="Known">Extensions known on the PBX after it.</param>
/// <param name="Changed">Known ones that were in another state, those that are gone included.</param>
/// <param name="Added">Hints that were not known.</param>
/// <param name="Gone">Hints that are gone.</param>
internal sealed record ResyncResponse(DateTimeOffset At, string Reason, int Known, int Changed, int Added, int Gone)
{
    public static ResyncResponse Of(ResyncResult result) =>
        new(result.At, result.Reason.ToString().ToLowerInvariant(), result.Known, result.Changed, result.Added, result.Gone);
}
