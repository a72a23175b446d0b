namespace AmiBlazor.Demo;

/// <summary>An event of the demo PBX, whose bytes are made once if somebody wants them.</summary>
/// <param name="name">Its name.</param>
/// <param name="make">Makes its bytes.</param>
/// <param name="eventClass">The bit of <see cref="DemoEventMasks"/> that lets it pass.</param>
internal sealed class DemoEvent(string name, Func<byte[]> make, int eventClass = DemoEventMasks.Call)
{
    private byte[]? _bytes;

    public string Name => name;

    public int EventClass => eventClass;

    public byte[] Bytes => _bytes ??= make();
}
