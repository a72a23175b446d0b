namespace AmiBlazor.Ami;

/// <summary>Section <c>Ami</c>: the PBXs.</summary>
internal sealed class AmiOptions
{
    public const string Section = "Ami";

    public List<AmiServerOptions> Servers { get; set; } = [];

    /// <summary>
    /// Whether administrators connect PBXs in the page. Null, the default, means: if the database is SQLite and <see cref="Servers"/> is empty. Never null
    /// once the options are bound.
    /// </summary>
    public bool? EditInPage { get; set; }
}
