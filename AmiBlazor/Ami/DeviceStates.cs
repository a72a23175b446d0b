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

    /// <summary>The number of a word, as <c>enum ast_device_state</c> counts; 0 for a word that Asterisk does not have.</summary>
    public static int Number(string state) => Math.Max(0, Array.IndexOf(Texts, state));

    /// <summary>The state of a hint as that of a device, as queues see it (<c>extensionstate2devicestate</c> in apps/app_queue.c).</summary>
    /// <param name="status">The bits of <c>enum ast_extension_states</c>.</param>
    public static int OfHint(int status) => status switch
    {
        0 => 1,
        1 => 2,
        2 => 3,
        4 => 5,
        8 => 6,
        9 => 7,
        16 => 8,
        _ => 4,
    };

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
