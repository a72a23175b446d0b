namespace AmiBlazor.Ami;

/// <summary>
/// One message as slices of the receive buffer, valid until the next read. Names are compared without regard to ASCII case, values are raw bytes. Of
/// repeated headers, the first counts.
/// </summary>
internal readonly ref struct AmiMessage
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<AmiFrame.Line> _lines;

    public AmiMessage(ReadOnlySpan<byte> bytes, ReadOnlySpan<AmiFrame.Line> lines)
    {
        _bytes = bytes;
        _lines = lines;
    }

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
