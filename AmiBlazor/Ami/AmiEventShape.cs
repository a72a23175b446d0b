namespace AmiBlazor.Ami;

/// <summary>
/// The exact shapes of the events that are used: the names that Asterisk 16 to 22 writes, in its order, each once and nothing else (<c>manager_event</c>,
/// <c>manager_state_cb</c> and <c>presence_state_cb</c> in main/manager.c; <c>devstate_change_cb</c> in main/devicestate.c). What a caller slips into an
/// event drags the rest of that event behind it, and does not have this shape.
/// </summary>
internal static class AmiEventShape
{
    /// <summary>
    /// The most bytes of the name of an extension or a device: <c>AST_MAX_EXTENSION</c> less its end. Asterisk cuts what is longer (seen on 16 and 22).
    /// </summary>
    public const int LongestName = 79;

    /// <summary>Whether an event has the class <c>call</c> alone, which the account then reads.</summary>
    public static bool IsOfCalls(in AmiMessage message) => TryPreface(message, "call,all"u8, out _);

    /// <summary>Finds the headers of an <c>ExtensionStatus</c>; false when it is not exactly one.</summary>
    public static bool TryExtensionStatus(in AmiMessage message, out ExtensionStateFields fields)
    {
        fields = default;
        if (message.Oddity != AmiOddity.None || !TryPreface(message, "call,all"u8, out var at) || message.Count != at + 5) return false;
        return TryValue(message, at, AmiProtocol.ExtenHeader, out fields.Exten)
            && TryValue(message, at + 1, AmiProtocol.ContextHeader, out fields.Context)
            && TryValue(message, at + 2, AmiProtocol.HintHeader, out fields.Hint)
            && TryValue(message, at + 3, AmiProtocol.StatusHeader, out fields.Status)
            && TryValue(message, at + 4, AmiProtocol.StatusTextHeader, out var text)
            && !text.IsEmpty
            && fields.Exten.Length <= LongestName
            && fields.TryGetStatus(out _);
    }

    /// <summary>Finds the headers of a <c>DeviceStateChange</c>; false when it is not exactly one.</summary>
    public static bool TryDeviceStateChange(in AmiMessage message, out ReadOnlySpan<byte> device, out ReadOnlySpan<byte> state)
    {
        device = default;
        state = default;
        if (message.Oddity != AmiOddity.None || !TryPreface(message, "call,all"u8, out var at) || message.Count != at + 2) return false;
        return TryValue(message, at, AmiProtocol.DeviceHeader, out device)
            && TryValue(message, at + 1, AmiProtocol.StateHeader, out state)
            && device.Length is > 0 and <= LongestName
            && DeviceStates.IsWord(state);
    }

    /// <summary>
    /// Finds the headers of a <c>PresenceStatus</c>; false when it is not exactly one. Its last value is a person's own text: everything up to the blank
    /// line, whatever it looks like.
    /// </summary>
    public static bool TryPresenceStatus(
        in AmiMessage message, out ReadOnlySpan<byte> context, out ReadOnlySpan<byte> exten, out ReadOnlySpan<byte> status, out ReadOnlySpan<byte> text)
    {
        context = exten = status = text = default;
        if (!TryPreface(message, "call,all"u8, out var at) || message.Count < at + 6 || message.IsOddBefore(at + 5)) return false;
        if (!TryValue(message, at, AmiProtocol.ExtenHeader, out exten)
            || !TryValue(message, at + 1, AmiProtocol.ContextHeader, out context)
            || !TryValue(message, at + 2, AmiProtocol.HintHeader, out _)
            || !TryValue(message, at + 3, AmiProtocol.StatusHeader, out status)
            || !TryValue(message, at + 4, AmiProtocol.SubtypeHeader, out _)
            || !AmiText.Is(message.Name(at + 5), AmiProtocol.MessageHeader))
        {
            return false;
        }

        text = message.Rest(at + 5);
        return !context.IsEmpty && !exten.IsEmpty;
    }

    /// <summary>Passes over what Asterisk writes before the headers of any event.</summary>
    /// <param name="message">The event.</param>
    /// <param name="privilege">The classes that this event has.</param>
    /// <param name="at">The index of its first own header.</param>
    public static bool TryPreface(in AmiMessage message, ReadOnlySpan<byte> privilege, out int at)
    {
        at = 2;
        if (message.Count < 2 || !AmiText.Is(message.Name(1), AmiProtocol.PrivilegeHeader) || !message.Value(1).SequenceEqual(privilege)) return false;
        while (at < message.Count && IsOptional(message.Name(at))) at++;
        return true;
    }

    /// <summary>Headers of <c>timestampevents</c>, of <c>manager set debug on</c>, and of a <c>systemname</c>.</summary>
    private static bool IsOptional(ReadOnlySpan<byte> name) =>
        AmiText.Is(name, "Timestamp"u8) || AmiText.Is(name, "SequenceNumber"u8) || AmiText.Is(name, "SystemName"u8)
        || AmiText.Is(name, "File"u8) || AmiText.Is(name, "Line"u8) || AmiText.Is(name, "Func"u8);

    private static bool TryValue(in AmiMessage message, int index, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = message.Value(index);
        return AmiText.Is(message.Name(index), name) && value.IndexOfAny((byte)'\r', (byte)'\n') < 0;
    }
}
