namespace AmiBlazor.Demo;

/// <summary>A bridge of the demo PBX, in which channels hear each other, or wait to be fetched.</summary>
internal sealed class DemoBridge(DemoBridgeKind kind, string name)
{
    public string Id { get; } = Guid.NewGuid().ToString("D");

    public DemoBridgeKind Kind { get; } = kind;

    /// <summary>Of a room its number, of parking the lot.</summary>
    public string Name { get; } = name;

    public List<DemoChannel> Members { get; } = [];
}

internal enum DemoBridgeKind
{
    Talk,
    Room,
    Parking,
}
