namespace AmiBlazor.Ami;

/// <summary>
/// Finds messages in received bytes: lines up to a blank line. A line ends with CR LF; a CR or an LF alone is part of its value, for Asterisk writes some
/// values as a caller gave them. Only a blank line may be an LF alone, as some Asterisks end their events. Pure: its result depends on its arguments alone,
/// and it allocates nothing.
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
        while (TryReadLine(buffer, frame, out var isBlank))
        {
            if (!isBlank)
            {
                if (frame.LineStart > frame.Limits.MessageBytes) return AmiReadResult.MessageTooLong;
                continue;
            }

            var end = frame.Scanned;
            if (frame.IsStarted)
            {
                var nul = buffer[..end].IndexOf((byte)0);
                if (nul >= 0) MarkNul(buffer[..end], nul, frame);
                message = new(buffer[..end], frame);
                consumed += end;
                frame.Scanned = 0;
                return AmiReadResult.Message;
            }

            // A blank line between messages is dropped at once: endless blank lines would pile up in the buffer.
            consumed += end;
            buffer = buffer[end..];
            frame.Reset();
        }

        // An endless line is refused before it is kept.
        return buffer.Length > frame.Limits.MessageBytes ? AmiReadResult.MessageTooLong : AmiReadResult.NeedMore;
    }

    /// <summary>
    /// Reads the banner, the line with which Asterisk begins. Returns <see cref="AmiReadResult.NoBanner"/> as soon as it cannot be a banner.
    /// </summary>
    public static AmiReadResult ReadBanner(ReadOnlySpan<byte> buffer, int lineLength, out ReadOnlySpan<byte> version, out int consumed)
    {
        version = default;
        consumed = 0;
        var banner = AmiProtocol.Banner;
        var seen = Math.Min(buffer.Length, banner.Length);
        if (!buffer[..seen].SequenceEqual(banner[..seen])) return AmiReadResult.NoBanner;
        var end = buffer.IndexOf((byte)'\n');
        if (end < 0) return buffer.Length > lineLength ? AmiReadResult.NoBanner : AmiReadResult.NeedMore;
        consumed = end + 1;
        version = (buffer[..end] is [.., (byte)'\r'] ? buffer[..(end - 1)] : buffer[..end])[banner.Length..];
        return AmiReadResult.Message;
    }

    /// <summary>Reads the next line into the frame. A blank one ends at <see cref="AmiFrame.Scanned"/>.</summary>
    /// <returns>False when the line is not whole yet.</returns>
    private static bool TryReadLine(ReadOnlySpan<byte> buffer, AmiFrame frame, out bool isBlank)
    {
        var start = frame.LineStart;
        var next = frame.Scanned;
        isBlank = false;
        while (true)
        {
            var newline = buffer[next..].IndexOf((byte)'\n');
            if (newline < 0)
            {
                frame.Scanned = buffer.Length;
                return false;
            }

            newline += next;
            next = newline + 1;
            if (newline > start && buffer[newline - 1] != '\r') continue;
            frame.Scanned = next;
            isBlank = newline <= start + 1;
            if (isBlank) return true;

            var line = buffer[start..(newline - 1)];
            var colon = line.IndexOf((byte)':');
            if (colon > 0)
                frame.Add(start, start + colon, start + line.Length);
            else
                frame.AddOdd(start, start + line.Length);
            frame.LineStart = next;
            return true;
        }
    }

    private static void MarkNul(ReadOnlySpan<byte> message, int nul, AmiFrame frame)
    {
        var start = message[..nul].LastIndexOf("\r\n"u8);
        start = start < 0 ? 0 : start + 2;
        frame.MarkNul(start, nul + message[nul..].IndexOf("\r\n"u8));
    }
}
