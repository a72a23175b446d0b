namespace AmiBlazor.Ami;

/// <summary>
/// Finds messages in received bytes: header lines up to a blank line. A line ends with LF, with or without a CR before it. Pure: its result depends on its
/// arguments alone, and it allocates nothing.
/// </summary>
internal static class AmiMessageReader
{
    /// <summary>Reads the message at the start of the buffer.</summary>
    /// <param name="buffer">The received bytes that are not consumed. Between calls the buffer may grow and move, but must not lose bytes at its start.</param>
    /// <param name="frame">How far earlier calls have come. After a whole message, the next call begins anew by itself.</param>
    /// <param name="message">The message as slices of the buffer, when the result is <see cref="AmiReadResult.Message"/>.</param>
    /// <param name="consumed">How many bytes at the start of the buffer are done with: the message, and blank lines before it.</param>
    public static AmiReadResult Read(ReadOnlySpan<byte> buffer, AmiFrame frame, out AmiMessage message, out int consumed)
    {
        message = default;
        consumed = 0;
        if (frame.Scanned == 0) frame.Reset();
        while (true)
        {
            var result = ReadLine(buffer, frame, out var end);
            if (result != LineResult.Blank)
            {
                if (result == LineResult.Header) continue;
                return result switch
                {
                    LineResult.Incomplete => AmiReadResult.NeedMore,
                    LineResult.TooLong => AmiReadResult.LineTooLong,
                    LineResult.TooMany => AmiReadResult.TooManyHeaders,
                    _ => AmiReadResult.Malformed,
                };
            }

            if (frame.Headers > 0)
            {
                message = new(buffer[..end], frame.Lines);
                consumed += end;
                frame.Scanned = 0;
                return AmiReadResult.Message;
            }

            // A blank line between messages is dropped at once: endless blank lines would pile up in the buffer.
            consumed += end;
            buffer = buffer[end..];
            frame.Reset();
        }
    }

    /// <summary>
    /// Reads the banner, the line with which Asterisk begins. Returns <see cref="AmiReadResult.Malformed"/> as soon as it cannot be a banner.
    /// </summary>
    public static AmiReadResult ReadBanner(ReadOnlySpan<byte> buffer, int lineLength, out ReadOnlySpan<byte> version, out int consumed)
    {
        version = default;
        consumed = 0;
        var banner = AmiProtocol.Banner;
        var seen = Math.Min(buffer.Length, banner.Length);
        if (!buffer[..seen].SequenceEqual(banner[..seen])) return AmiReadResult.Malformed;
        var end = buffer.IndexOf((byte)'\n');
        if (end < 0) return buffer.Length > lineLength ? AmiReadResult.LineTooLong : AmiReadResult.NeedMore;
        consumed = end + 1;
        version = WithoutReturn(buffer[..end])[banner.Length..];
        return AmiReadResult.Message;
    }

    private static LineResult ReadLine(ReadOnlySpan<byte> buffer, AmiFrame frame, out int end)
    {
        end = 0;
        var newline = buffer[frame.Scanned..].IndexOf((byte)'\n');
        if (newline < 0) return Incomplete(buffer, frame);
        newline += frame.Scanned;
        var line = WithoutReturn(buffer[frame.LineStart..newline]);
        if (line.IsEmpty)
        {
            end = newline + 1;
            return buffer[..end].Contains((byte)0) ? LineResult.Malformed : LineResult.Blank;
        }

        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return LineResult.Malformed;
        if (line.Length > frame.Limits.LineLength) return LineResult.TooLong;
        if (!frame.TryAdd(frame.LineStart, frame.LineStart + colon, frame.LineStart + line.Length))
            return LineResult.TooMany;
        frame.Scanned = frame.LineStart = newline + 1;
        return LineResult.Header;
    }

    /// <summary>Checks the limit here too, so that an endless line is refused before it is kept.</summary>
    private static LineResult Incomplete(ReadOnlySpan<byte> buffer, AmiFrame frame)
    {
        frame.Scanned = buffer.Length;
        return WithoutReturn(buffer[frame.LineStart..]).Length > frame.Limits.LineLength ? LineResult.TooLong : LineResult.Incomplete;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.., (byte)'\r'] ? line[..^1] : line;

    private enum LineResult
    {
        Incomplete,
        Header,
        Blank,
        Malformed,
        TooLong,
        TooMany,
    }
}
