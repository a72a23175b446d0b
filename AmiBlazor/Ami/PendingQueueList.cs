using System.Buffers.Text;

namespace AmiBlazor.Ami;

/// <summary>Waits for <c>QueueStatus</c>: every queue, its members, and who waits in it.</summary>
internal sealed class PendingQueueList(AmiAction action, PendingActions owner, AmiErrors errors, AmiLimits limits)
    : PendingRecords<QueueRow>(action, owner, errors, limits)
{
    protected override ReadOnlySpan<byte> CompleteEvent => "QueueStatusComplete"u8;

    private static ReadOnlySpan<byte> EntryNames => "Queue,Position,Channel,Uniqueid,CallerIDNum,CallerIDName,ConnectedLineNum,ConnectedLineName,Wait"u8;

    /// <summary>More than a caller's number can hold.</summary>
    private static ReadOnlySpan<byte> MemberNames => "Queue,Name,Location,StateInterface,Membership,Penalty"u8;

    protected override QueueRow? Read(in AmiMessage row, ReadOnlySpan<byte> name)
    {
        if (Text(row, "Queue"u8) is not { Length: > 0 } queue) return null;
        if (AmiText.Is(name, "QueueParams"u8))
        {
            if (!Stands(row, 1, "Queue,Max,Strategy,Calls,Holdtime,TalkTime"u8)) return null;
            double? percent = row.TryGet("ServicelevelPerf"u8, out var perf) && Utf8Parser.TryParse(perf, out double value, out _) ? value : null;
            return new QueueRow.Parameters(
                queue, Text(row, "Strategy"u8), Number(row, "Completed"u8), Number(row, "Abandoned"u8), Number(row, "Holdtime"u8), Number(row, "TalkTime"u8),
                Number(row, "ServiceLevel"u8), percent);
        }

        if (AmiText.Is(name, "QueueEntry"u8))
        {
            return Stands(row, 1, EntryNames) && Text(row, "Uniqueid"u8) is { Length: > 0 } id
                ? new QueueRow.Entry(
                    queue, Number(row, "Position"u8), id, Text(row, "CallerIDNum"u8), Text(row, "CallerIDName"u8), Number(row, "Wait"u8),
                    Text(row, "Channel"u8))
                : null;
        }

        return AmiText.Is(name, "QueueMember"u8) && Stands(row, 1, MemberNames) && Text(row, "Location"u8) is { Length: > 0 } location
            ? new QueueRow.Member(queue, ReadMember(row, Text(row, "Name"u8), location))
            : null;
    }

    /// <summary>Reads a member; the list and the events have other names for its name and its interface, and the same for everything else.</summary>
    public static QueueMemberRow ReadMember(in AmiMessage row, string name, string memberInterface) => new(
        name, memberInterface, Text(row, "StateInterface"u8), Text(row, "Membership"u8), Number(row, "Penalty"u8), Number(row, "CallsTaken"u8),
        Seconds(row, "LastCall"u8), Seconds(row, "LastPause"u8), Seconds(row, "LoginTime"u8), Number(row, "InCall"u8) == 1, Number(row, "Status"u8),
        Number(row, "Paused"u8) == 1, Text(row, "PausedReason"u8));

    public static string Text(in AmiMessage row, ReadOnlySpan<byte> name) =>
        row.TryGet(name, out var value) && !value.SequenceEqual("unknown"u8) && !value.SequenceEqual("<unknown>"u8)
            ? AmiText.ForPeople(AmiText.Decode(value))
            : "";

    private static int Number(in AmiMessage row, ReadOnlySpan<byte> name) =>
        row.TryGet(name, out var value) && ExtensionStateCollector.TryParse(value, out var number) ? number : 0;

    private static long Seconds(in AmiMessage row, ReadOnlySpan<byte> name) =>
        row.TryGet(name, out var value) && Utf8Parser.TryParse(value, out long number, out _) ? number : 0;
}
