namespace AmiBlazor.Ami;

/// <summary>The PBXs: section <c>Ami</c>.</summary>
internal sealed class AmiOptions
{
    public const string Section = "Ami";

    public List<AmiServerOptions> Servers { get; set; } = [];
}
