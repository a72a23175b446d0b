using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>The health of the main connection of one PBX at one moment.</summary>
internal sealed record MainConnectionHealth
{
    public required string Server { get; init; }

    public required MainConnectionState State { get; init; }

    /// <summary>Since when it has been in this state; UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The version of the manager interface, as its banner gave it; null before the first connection.</summary>
    public string? AmiVersion { get; init; }

    /// <summary>When the last event about an extension was received; UTC. Null when none was since the start of the program.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>How many such events were received since the start of the program.</summary>
    public long Events { get; init; }

    /// <summary>How many of them were about contexts that the configuration does not keep.</summary>
    public long EventsOutsideContexts { get; init; }

    /// <summary>How many events that are not used were received since the start of the program. An <c>eventfilter</c> could keep them away.</summary>
    public long EventsSkipped { get; init; }

    /// <summary>One of those that came on this connection, by its name; null when none has surely come.</summary>
    public string? UnneededEvent { get; init; }

    /// <summary>
    /// How many events that matter were not as Asterisk writes them, since the start of the program: they were not believed, and all states were requested.
    /// </summary>
    public long EventsDoubted { get; init; }

    /// <summary>The last of them, in the PBX's words; null when there was none.</summary>
    public string? DoubtedWords { get; init; }

    /// <summary>How often it came back after it had been up, since the start of the program.</summary>
    public int Reconnects { get; init; }

    /// <summary>How long the last Ping took; null before the first.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>
    /// When it was last heard (an answer to a Ping, or a list that was saved), as a timestamp of the clock that nobody sets; null when it was not since the
    /// start of the program.
    /// </summary>
    public long? HeardStamp { get; init; }

    /// <summary>How many gaps began or lasted since the start of the program.</summary>
    public int Gaps { get; init; }

    /// <summary>Since when changes may have been missed; UTC. Null when the board is followed, or nothing was ever known of the PBX.</summary>
    public DateTimeOffset? GapSince { get; init; }

    /// <summary>Why it is not up: for a person, as template and values; null when it is up, or the first attempt is under way.</summary>
    public FormattableString? Trouble { get; init; }

    /// <summary>What the PBX itself said about it; null when it said nothing.</summary>
    public string? PbxWords { get; init; }

    /// <summary>When the next attempt to connect begins; UTC. Null when no wait is under way.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why the database does not take the received events; null when it does.</summary>
    public FormattableString? NotSaved { get; init; }

    /// <summary>Why the last list that it requested could not be used; null when it could.</summary>
    public FormattableString? ListUnusable { get; init; }

    /// <summary>That the PBX lists more extensions than are kept; null where it does not.</summary>
    public FormattableString? NoRoom { get; init; }

    /// <summary>Why events are believed to be missing; null when there is no sign of that.</summary>
    public FormattableString? EventsMissing { get; init; }

    /// <summary>Why the board may be wrong although the connection is up; null when there is no sign of that.</summary>
    public FormattableString? Warning => NotSaved ?? ListUnusable ?? NoRoom ?? EventsMissing;

    /// <summary>The last comparison of the followed board with a complete list; null before the first.</summary>
    public BoardVerification? LastCheck { get; init; }

    /// <summary>The last list that the main connection requested for itself; null before the first.</summary>
    public ResyncResult? LastResync { get; init; }

    /// <summary>What the PBX tells of the names of its people; null while that is not known.</summary>
    public NamesHealth? Names { get; init; }

    /// <summary>True when the connection is up and every change is received.</summary>
    public bool IsUp => State is MainConnectionState.Following or MainConnectionState.Unsaved;

    /// <summary>True when the board shows what the PBX says, as far as can be known.</summary>
    public bool IsTrusted => State == MainConnectionState.Following && Warning is null && GapSince is null;

    /// <summary>
    /// True when the board may be out of date and a person should know. False where the PBX is not to be followed, and while the first connection is
    /// being made.
    /// </summary>
    public bool IsInDoubt => State != MainConnectionState.Off
        && (GapSince is not null || Warning is not null || State is MainConnectionState.Down or MainConnectionState.Refused);
}
