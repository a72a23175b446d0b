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

    /// <summary>
    /// How fast the floor lives compared with a real one: 0.1–1000. At 1, of 120 extensions about one changes its state each second, and of more
    /// accordingly more; 2,000 of them make 200 changes a second at 12. What is nearer together than 20 ms happens together at any pace.
    /// </summary>
    public double Pace { get; set; } = 1;
}
