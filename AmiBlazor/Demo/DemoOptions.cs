namespace AmiBlazor.Demo;

/// <summary>Section <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>
    /// Whether the demo PBX runs and is one of the servers. Null, the default, means: if no other PBX is configured (<c>Ami:Servers</c> is empty).
    /// Never null once the options are bound.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>The number of extensions, 1 to 20,000.</summary>
    public int Extensions { get; set; } = 120;

    /// <summary>
    /// The speed of the simulation compared with real life, 0.1 to 1,000. At 1, about one of 120 extensions changes its state each second, with more
    /// extensions proportionally more; at 12, 2,000 extensions make 200 changes a second. Changes less than 20 ms apart happen together at any speed.
    /// </summary>
    public double Pace { get; set; } = 1;
}
