using AmiBlazor.Data.Rows;

namespace AmiBlazor.Refresh;

/// <summary>Why a refresh did not complete.</summary>
public enum RefreshFailure
{
    None,

    /// <summary>The PBX refused, closed the connection, or sent something invalid.</summary>
    Pbx,

    /// <summary>The deadline passed.</summary>
    Deadline,

    /// <summary>A user stopped it, or the program is shutting down.</summary>
    Stopped,

    /// <summary>The list was received but could not be saved.</summary>
    Database,

    /// <summary>A bug in this program.</summary>
    Internal,
}
