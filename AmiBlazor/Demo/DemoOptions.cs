namespace AmiBlazor.Demo;

/// <summary>Section <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>
    /// Whether the demo PBX runs and is one of the servers; null, the default, means: where no other PBX is configured (<c>Ami:Servers</c> is empty).
    /// Never null once the options are bound.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>How many extensions it has: 1–20,000.</summary>
    public int Extensions { get; set; } = 120;
}
