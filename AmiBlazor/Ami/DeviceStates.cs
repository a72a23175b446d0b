namespace AmiBlazor.Ami;

/// <summary>Asterisk's words for the state of a device (<c>ast_devstate_str</c> in main/devicestate.c).</summary>
internal static class DeviceStates
{
    private static readonly byte[][] Words =
    [
        [.. "UNKNOWN"u8], [.. "NOT_INUSE"u8], [.. "INUSE"u8], [.. "BUSY"u8], [.. "INVALID"u8], [.. "UNAVAILABLE"u8], [.. "RINGING"u8], [.. "RINGINUSE"u8],
        [.. "ONHOLD"u8],
    ];

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
