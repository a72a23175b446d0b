namespace AmiBlazor.Ami;

/// <summary>
/// One message as slices of the receive buffer, valid until the next read. Names are compared without regard to ASCII case, values are raw bytes. Of
/// repeated headers, the first counts.
/// </summary>
internal readonly ref struct AmiMessage
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<AmiFrame.Line> _lines;
    private readonly (int Start, int End, int Number) _oddLine;

    public AmiMessage(ReadOnlySpan<byte> bytes, AmiFrame frame)
    {
        _bytes = bytes;
        _lines = frame.Lines;
        _oddLine = frame.OddLine;
        Oddity = frame.Oddity;
    }

    /// <summary>What is odd about the message; then its headers may not be all there is.</summary>
    public AmiOddity Oddity { get; }

    /// <summary>The first odd line.</summary>
    public ReadOnlySpan<byte> OddLine => _bytes[_oddLine.Start.._oddLine.End];

    /// <summary>The number of the first odd line, counted from 1.</summary>
    public int OddLineNumber => _oddLine.Number;

    /// <summary>Number of headers, including repeated ones.</summary>
    public int Count => _lines.Length;

    public ReadOnlySpan<byte> Name(int index)
    {
        var line = _lines[index];
        return _bytes[line.Start..line.Colon];
    }

    /// <summary>The value without the one space that Asterisk writes after the colon.</summary>
    public ReadOnlySpan<byte> Value(int index)
    {
        var line = _lines[index];
        var value = _bytes[(line.Colon + 1)..line.End];
        return value is [(byte)' ', ..] ? value[1..] : value;
    }

    /// <summary>Whether the first odd line comes before this header's.</summary>
    public bool IsOddBefore(int index) => Oddity != AmiOddity.None && _oddLine.Start < _lines[index].Start;

    /// <summary>The value and whatever follows it up to the blank line: the text of a last header that may hold line ends.</summary>
    public ReadOnlySpan<byte> Rest(int index)
    {
        var rest = _bytes[(_lines[index].Colon + 1)..];
        var end = rest.LastIndexOf("\r\n"u8);
        if (end > 0 && rest[..end] is [.., (byte)'\r', (byte)'\n']) end -= 2;
        return rest[..end] is [(byte)' ', .. var text] ? text : rest[..end];
    }

    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (AmiText.Is(Name(i), name))
            {
                value = Value(i);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Whether the message has this header with this value, whatever the ASCII case of either.</summary>
    public bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => TryGet(name, out var found) && AmiText.Is(found, value);
}
