namespace AmiBlazor.Live;

/// <summary>Why a main connection requests all states.</summary>
internal enum ResyncReason
{
    /// <summary>The connection has just come up.</summary>
    Connected,

    /// <summary>The PBX has finished its start.</summary>
    Booted,

    /// <summary>The PBX has reloaded modules or its dialplan, or its events look like it.</summary>
    Reloaded,

    /// <summary>More events came than the queue holds.</summary>
    Overrun,

    /// <summary>An event that matters was not as Asterisk writes it, or could not be asked again.</summary>
    Doubted,

    /// <summary>It is time to verify that no event was missed.</summary>
    Check,
}

/// <summary>What a list that the main connection requested has changed.</summary>
/// <param name="At">When it was requested; UTC.</param>
/// <param name="Reason">Why it was requested.</param>
/// <param name="Known">How many extensions of the PBX are known after it.</param>
/// <param name="Changed">How many known extensions had another status, including those that are gone.</param>
/// <param name="Added">How many hints are new.</param>
/// <param name="Gone">How many hints are gone.</param>
internal sealed record ResyncResult(DateTimeOffset At, ResyncReason Reason, int Known, int Changed, int Added, int Gone)
{
    /// <summary>How many hints are new and not on the board, because so many extensions are known.</summary>
    public int NotAdded { get; init; }

    /// <summary>True when it brought nothing new.</summary>
    public bool IsQuiet => Changed == 0 && Added == 0;
}
