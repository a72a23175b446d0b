using System.Runtime.InteropServices;

namespace AmiBlazor.Ami;

/// <summary>
/// How far the message at the start of a buffer has been read. The caller keeps it between calls of <see cref="AmiMessageReader.Read"/>, so that no byte is
/// searched twice, even when a message arrives in many small pieces. All offsets count from the start of the message.
/// </summary>
internal sealed class AmiFrame(AmiLimits limits)
{
    // Enough for every event and answer that is used, but the one answer that names all actions.
    private const int UsualHeaders = 32;

    private Line[] _lines = new Line[Math.Min(UsualHeaders, limits.Headers)];

    public AmiLimits Limits { get; } = limits;

    /// <summary>Where the search continues.</summary>
    public int Scanned { get; set; }

    /// <summary>Where the current line starts.</summary>
    public int LineStart { get; set; }

    /// <summary>Headers so far, without those of an odd line and after too many.</summary>
    public int Headers { get; private set; }

    /// <summary>The first thing that is odd about the message.</summary>
    public AmiOddity Oddity { get; private set; }

    /// <summary>The first odd line, from its start to its end; its number counts from 1.</summary>
    public (int Start, int End, int Number) OddLine { get; private set; }

    public ReadOnlySpan<Line> Lines => _lines.AsSpan(0, Headers);

    /// <summary>Whether the message has any line yet.</summary>
    public bool IsStarted => LineStart > 0;

    private int LineCount { get; set; }

    /// <summary>Takes a line that is a header.</summary>
    public void Add(int start, int colon, int end)
    {
        LineCount++;
        if (end - start > Limits.LineLength)
        {
            Mark(AmiOddity.LongLine, start, end);
        }
        else if (Headers == Limits.Headers)
        {
            Mark(AmiOddity.ManyHeaders, start, end);
        }
        else
        {
            if (Headers == _lines.Length) Array.Resize(ref _lines, Math.Min(_lines.Length * 2, Limits.Headers));
            _lines[Headers++] = new(start, colon, end);
        }
    }

    /// <summary>Takes a line that is none.</summary>
    public void AddOdd(int start, int end)
    {
        LineCount++;
        Mark(AmiOddity.NoHeader, start, end);
    }

    /// <summary>The message holds a NUL, somewhere.</summary>
    public void MarkNul(int start, int end) => Mark(AmiOddity.Nul, start, end);

    public void Reset()
    {
        Scanned = 0;
        LineStart = 0;
        Headers = 0;
        LineCount = 0;
        Oddity = AmiOddity.None;
        OddLine = default;
    }

    private void Mark(AmiOddity oddity, int start, int end)
    {
        if (Oddity != AmiOddity.None) return;
        Oddity = oddity;
        OddLine = (start, end, LineCount);
    }

    /// <summary>One header: its name is <c>[Start, Colon)</c>; its value begins after the colon and one space and ends before <c>End</c>.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Line(int Start, int Colon, int End);
}
