using System.Runtime.InteropServices;

namespace AmiBlazor.Ami;

/// <summary>
/// How far the message at the start of a buffer has been read. The caller keeps it between calls of <see cref="AmiMessageReader.Read"/>, so that no byte is
/// searched twice, even when a message arrives in many small pieces. All offsets count from the start of the message.
/// </summary>
internal sealed class AmiFrame(AmiLimits limits)
{
    private readonly Line[] _lines = new Line[limits.Headers];

    public AmiLimits Limits { get; } = limits;

    /// <summary>Where the search continues.</summary>
    public int Scanned { get; set; }

    /// <summary>Where the current line starts.</summary>
    public int LineStart { get; set; }

    public int Headers { get; private set; }

    public ReadOnlySpan<Line> Lines => _lines.AsSpan(0, Headers);

    public bool TryAdd(int start, int colon, int end)
    {
        if (Headers == _lines.Length) return false;
        _lines[Headers++] = new(start, colon, end);
        return true;
    }

    public void Reset()
    {
        Scanned = 0;
        LineStart = 0;
        Headers = 0;
    }

    /// <summary>One header: its name is <c>[Start, Colon)</c>; its value begins after the colon and one space and ends before <c>End</c>.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Line(int Start, int Colon, int End);
}
