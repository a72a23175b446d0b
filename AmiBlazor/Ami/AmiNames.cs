namespace AmiBlazor.Ami;

/// <summary>Whether the names of people are read from a PBX: <c>Ami:Servers:N:Names</c>.</summary>
internal enum AmiNames
{
    /// <summary>Where the manager account may read them.</summary>
    Auto,

    /// <summary>Never.</summary>
    Off,
}
