namespace AmiBlazor.Live;

/// <summary>Why a main connection asks for all states.</summary>
internal enum ResyncReason
{
    /// <summary>It has just come about.</summary>
    Connected,

    /// <summary>The PBX has finished its start.</summary>
    Booted,

    /// <summary>The PBX has reloaded modules or its dialplan, or what it tells looks like it.</summary>
    Reloaded,

    /// <summary>More events came than could be kept.</summary>
    Overrun,

    /// <summary>It is time to see whether events have told all.</summary>
    Check,
}
