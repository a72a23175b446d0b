using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>The main connection of one PBX at one moment.</summary>
internal sealed record MainConnectionHealth
{
    public required string Server { get; init; }

    public required MainConnectionState State { get; init; }

    /// <summary>Since when it is in this state; UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The version of the manager interface, as its banner gave it; null before the first connection.</summary>
    public string? AmiVersion { get; init; }

    /// <summary>When the last event that tells of an extension was heard; UTC. Null when none was since the start of the program.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>How many such events were heard since the start of the program.</summary>
    public long Events { get; init; }

    /// <summary>How many of them told of contexts that the configuration does not keep.</summary>
    public long EventsOutsideContexts { get; init; }

    /// <summary>How often it came back after it had been up, since the start of the program.</summary>
    public int Reconnects { get; init; }

    /// <summary>How long the last Ping took; null before the first.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>How many gaps ended or began since the start of the program.</summary>
    public int Gaps { get; init; }

    /// <summary>Since when changes can have gone unheard; UTC. Null when the board is followed, or nothing was ever known of the PBX.</summary>
    public DateTimeOffset? GapSince { get; init; }

    /// <summary>Why it is not up: for a person, as template and values; null when it is up, or the first try is under way.</summary>
    public FormattableString? Trouble { get; init; }

    /// <summary>What the PBX itself said about it; null when it said nothing.</summary>
    public string? PbxWords { get; init; }

    /// <summary>When it will be tried again; UTC. Null when no wait is under way.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why a connection that is up may not tell all; null when there is no sign of that.</summary>
    public FormattableString? Warning { get; init; }

    /// <summary>The last time that a board which was followed was compared with a complete list; null before the first.</summary>
    public BoardVerification? LastCheck { get; init; }

    /// <summary>The last list that the main connection took for itself; null before the first.</summary>
    public ResyncResult? LastResync { get; init; }

    /// <summary>True when what the board shows is what the PBX says, as far as anybody can know.</summary>
    public bool IsTrusted => State == MainConnectionState.Following && Warning is null && GapSince is null;

    /// <summary>
    /// True when the board may show what is no longer so, and a person should know. Not where nobody ever meant to follow the PBX, nor in the moment
    /// of the first connection.
    /// </summary>
    public bool IsInDoubt => State != MainConnectionState.Off
        && (GapSince is not null || Warning is not null || State is MainConnectionState.Down or MainConnectionState.Refused);
}
