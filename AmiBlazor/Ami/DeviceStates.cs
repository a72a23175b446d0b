namespace AmiBlazor.Ami;

/// <summary>Asterisk's words for the state of a device (<c>ast_devstate_str</c> in main/devicestate.c).</summary>
internal static class DeviceStates
{
    private static readonly byte[][] Words =
    [
        [.. "UNKNOWN"u8], [.. "NOT_INUSE"u8], [.. "INUSE"u8], [.. "BUSY"u8], [.. "INVALID"u8], [.. "UNAVAILABLE"u8], [.. "RINGING"u8], [.. "RINGINUSE"u8],
        [.. "ONHOLD"u8],
    ];

    private static readonly string[] Texts = [.. Words.Select(word => AmiText.Decode(word))];

    /// <summary>Whether Asterisk has this word.</summary>
    public static bool IsWord(string state) => IsWord(System.Text.Encoding.UTF8.GetBytes(state));

    /// <summary>The word as text, made once.</summary>
    public static string Text(ReadOnlySpan<byte> state)
    {
        for (var index = 0; index < Words.Length; index++)
        {
            if (state.SequenceEqual(Words[index])) return Texts[index];
        }

        return AmiText.Decode(state);
    }

    /// <summary>Whether Asterisk has this word.</summary>
    public static bool IsWord(ReadOnlySpan<byte> state)
    {
        foreach (var word in Words)
        {
            if (state.SequenceEqual(word)) return true;
        }

        return false;
    }
}
