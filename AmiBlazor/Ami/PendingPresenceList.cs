namespace AmiBlazor.Ami;

/// <summary>
/// Waits for the list of presences: Asterisk's word for each, and the person's own text, in which Asterisk escapes line breaks and the like in the way of C
/// (<c>presence_state_to_ami</c> in main/presencestate.c), as it does not in events.
/// </summary>
internal sealed class PendingPresenceList(AmiAction action, PendingActions owner, HashSet<string> wanted, AmiErrors errors, AmiLimits limits)
    : PendingStates<(string Status, string Message)>(action, owner, wanted, errors, limits)
{
    /// <summary>It holds what persons wrote.</summary>
    public override bool IsPlain => false;

    protected override ReadOnlySpan<byte> RowEvent => AmiProtocol.PresenceStateChangeEvent;

    protected override ReadOnlySpan<byte> CompleteEvent => AmiProtocol.PresenceStateListCompleteEvent;

    protected override bool TryRead(in AmiMessage row, out ReadOnlySpan<byte> name, out (string Status, string Message) state)
    {
        var message = row.TryGet(AmiProtocol.MessageHeader, out var text) ? AmiText.Decode(text) : "";
        state = (row.TryGet(AmiProtocol.StatusHeader, out var word) ? AmiText.Decode(word) : "", message);
        return row.TryGet(AmiProtocol.PresentityHeader, out name) && state.Status.Length > 0;
    }
}
