using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AmiBlazor.Ami;

/// <summary>
/// Writes actions. An action that would smuggle in a second header or action, or that Asterisk would cut off, is refused before a byte is written.
/// </summary>
internal static class AmiMessageWriter
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> NameBreaks = SearchValues.Create("\r\n\0:");

    /// <summary>Writes the whole action or nothing.</summary>
    /// <param name="output">Where to write it.</param>
    /// <param name="action">The action.</param>
    /// <param name="refusal">Why nothing was written; null when the action was.</param>
    public static bool TryWrite(IBufferWriter<byte> output, AmiAction action, [NotNullWhen(false)] out AmiRefusal? refusal)
    {
        refusal = Refuse(action);
        if (refusal is not null) return false;
        foreach (var (name, value) in action.Headers)
        {
            Encoding.UTF8.GetBytes(name, output);
            output.Write(": "u8);
            Encoding.UTF8.GetBytes(value, output);
            output.Write("\r\n"u8);
        }

        output.Write("\r\n"u8);
        return true;
    }

    private static AmiRefusal? Refuse(AmiAction action)
    {
        if (action.Headers.Count > AmiProtocol.ActionHeaders)
            return new AmiRefusal(AmiRefusalReason.TooManyHeaders, "", action.Headers.Count);
        foreach (var (name, value) in action.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny(NameBreaks))
                return new AmiRefusal(AmiRefusalReason.HeaderName, "", 0);
            if (value.AsSpan().ContainsAny(Breaks)) return new AmiRefusal(AmiRefusalReason.HeaderValue, name, 0);
            var length = Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + ": \r\n".Length;
            if (length > AmiProtocol.ActionLineLength)
                return new AmiRefusal(AmiRefusalReason.LineTooLong, name, length);
        }

        return null;
    }
}
