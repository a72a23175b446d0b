using AmiBlazor.Data.Rows;

namespace AmiBlazor.Refresh;

/// <summary>Whose fault it was that a refresh did not complete.</summary>
public enum RefreshFailure
{
    None,

    /// <summary>The PBX refused, broke off, or sent what cannot be.</summary>
    Pbx,

    /// <summary>The deadline passed.</summary>
    Deadline,

    /// <summary>Somebody stopped it, or the program is shutting down.</summary>
    Stopped,

    /// <summary>The list came, but the database did not take it.</summary>
    Database,

    /// <summary>A fault of this program itself.</summary>
    Internal,
}
