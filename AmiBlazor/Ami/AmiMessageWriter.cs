using System.Buffers;
using System.Text;

namespace AmiBlazor.Ami;

/// <summary>Writes actions. What could smuggle in a second header or action, or what Asterisk would cut off, is refused before a byte is written.</summary>
internal static class AmiMessageWriter
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> NameBreaks = SearchValues.Create("\r\n\0:");

    /// <summary>Writes the whole action or nothing.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="action">The action.</param>
    /// <param name="refusal">Why nothing was written, in words that hold no value; null when all was.</param>
    public static bool TryWrite(IBufferWriter<byte> output, AmiAction action, out string? refusal)
    {
        refusal = Refuse(action);
        if (refusal is not null)
            return false;
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

    private static string? Refuse(AmiAction action)
    {
        if (action.Headers.Count > AmiProtocol.ActionHeaders)
            return $"it has {action.Headers.Count} headers, and Asterisk reads at most {AmiProtocol.ActionHeaders}";
        foreach (var (name, value) in action.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny(NameBreaks))
                return "the name of a header is empty or holds a colon, a line break or a NUL";
            if (value.AsSpan().ContainsAny(Breaks))
                return $"its {name} holds a line break or a NUL";
            var length = Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + ": \r\n".Length;
            if (length > AmiProtocol.ActionLineLength)
                return $"its {name} makes a line of {length} bytes, and Asterisk reads at most {AmiProtocol.ActionLineLength}";
        }

        return null;
    }
}
