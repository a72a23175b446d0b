using System.Text;

namespace AmiBlazor.Demo;

/// <summary>One hint of the demo PBX and the phone behind it.</summary>
internal sealed class DemoExtension(string context, string exten, string device)
{
    private volatile DemoState _state;

    public string Context { get; } = context;

    public string Exten { get; } = exten;

    public string Device { get; } = device;

    /// <summary>Written by the simulated calls only, read by every session.</summary>
    public DemoState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>The constant headers of a row, encoded for the wire.</summary>
    public byte[] Headers { get; } = Encoding.Latin1.GetBytes($"Exten: {exten}\r\nContext: {context}\r\nHint: {device}\r\n");
}
