namespace AmiBlazor.Ami;

/// <summary>What is kept of a PBX's list that holds more than people's extensions.</summary>
internal enum AmiPreset
{
    /// <summary>All that <see cref="AmiServerOptions.Contexts"/> keep.</summary>
    None,

    /// <summary>
    /// FreePBX and its relatives, which have a hint for each feature code of each extension: <c>ext-local</c> alone, unless contexts are given, and no
    /// feature codes and patterns (names that begin with *, # or _).
    /// </summary>
    FreePbx,
}
