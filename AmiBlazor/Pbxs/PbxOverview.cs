namespace AmiBlazor.Pbxs;

/// <summary>Where a PBX comes from.</summary>
internal enum PbxSource
{
    Configuration,
    Page,
    Demo,
}

/// <summary>What is set of a PBX.</summary>
internal enum PbxSetting
{
    Host,
    Port,
    Tls,
    TlsCertificateSha256,
    Username,
    Secret,
    Preset,
    Contexts,
    Names,
    Live,
    Calls,
    Devices,
    Control,
}

/// <summary>Where a value comes from.</summary>
internal enum PbxOrigin
{
    /// <summary>Nobody set it.</summary>
    Default,
    Page,
    File,
    Environment,
    CommandLine,

    /// <summary>Another source of the configuration.</summary>
    Other,

    /// <summary>The program itself.</summary>
    Program,
}

/// <summary>A value of a PBX and where it comes from.</summary>
/// <param name="Setting">What it is.</param>
/// <param name="Value">The value; null for one that is not set, and for every secret.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Where">The file or the variable; null if there is none.</param>
internal sealed record PbxValue(PbxSetting Setting, string? Value, PbxOrigin Origin, string? Where);

/// <summary>A PBX with all its values. It holds no secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="State">Whether one of the page is followed; others are.</param>
/// <param name="Values">The values.</param>
internal sealed record PbxOverview(string Name, PbxSource Source, PagePbxState State, IReadOnlyList<PbxValue> Values);
