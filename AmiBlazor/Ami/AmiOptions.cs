namespace AmiBlazor.Ami;

/// <summary>Section <c>Ami</c>: the PBXs.</summary>
internal sealed class AmiOptions
{
    public const string Section = "Ami";

    public List<AmiServerOptions> Servers { get; set; } = [];
}
