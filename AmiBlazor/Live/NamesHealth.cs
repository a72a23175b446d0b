namespace AmiBlazor.Live;

/// <summary>Where the names of the people of one PBX come from.</summary>
internal enum NamesSource
{
    /// <summary>The configuration does not want them.</summary>
    Off,

    /// <summary>The manager account may read neither source.</summary>
    Denied,

    /// <summary>Neither source has a name.</summary>
    None,

    /// <summary>The PBX's database: <c>AMPUSER/1001/cidname</c>, as FreePBX keeps it.</summary>
    Database,

    /// <summary>The caller IDs of its PJSIP endpoints.</summary>
    Endpoints,
}

/// <summary>What a PBX tells of the names of its people.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Known">How many of its extensions have a name of the PBX.</param>
internal sealed record NamesHealth(NamesSource Source, int Known);
