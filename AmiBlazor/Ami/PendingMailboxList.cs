namespace AmiBlazor.Ami;

/// <summary>Waits for the mailboxes (<c>VoicemailUsersList</c>), where a voicemail module is loaded.</summary>
internal sealed class PendingMailboxList(AmiAction action, PendingActions owner, AmiErrors errors, AmiLimits limits)
    : PendingRecords<DeviceEvent.Messages>(action, owner, errors, limits)
{
    protected override ReadOnlySpan<byte> CompleteEvent => "VoicemailUserEntryComplete"u8;

    protected override DeviceEvent.Messages? Read(in AmiMessage row, ReadOnlySpan<byte> name)
    {
        if (!AmiText.Is(name, "VoicemailUserEntry"u8)) return null;
        var (mailbox, context) = (PendingQueueList.Text(row, "VoiceMailbox"u8), PendingQueueList.Text(row, "VMContext"u8));
        return mailbox.Length > 0 && TryCount(row, "NewMessageCount"u8, out var unheard) && TryCount(row, "OldMessageCount"u8, out var heard)
            ? new DeviceEvent.Messages($"{mailbox}@{context}", unheard, heard)
            : null;
    }

    private static bool TryCount(in AmiMessage row, ReadOnlySpan<byte> name, out int count)
    {
        count = 0;
        return row.TryGet(name, out var value) && ExtensionStateCollector.TryParse(value, out count) && count >= 0;
    }
}
