using System.Buffers.Text;

namespace AmiBlazor.Ami;

/// <summary>
/// Waits for <c>Status</c>: all channels with their bridges, what the dialplan runs for each, and the variables that were asked for (<c>action_status</c> in
/// main/manager.c). It is taken rather than <c>CoreShowChannels</c> because it alone can tell who is held and since when a call is answered.
/// </summary>
internal sealed class PendingChannelList(AmiAction action, PendingActions owner, AmiErrors errors, AmiLimits limits)
    : PendingRecords<ChannelRow>(action, owner, errors, limits)
{
    /// <summary>The variables to ask for.</summary>
    public const string Variables = "CHANNEL(onhold),CDR(answer,u)";

    protected override ReadOnlySpan<byte> CompleteEvent => "StatusComplete"u8;

    protected override ChannelRow? Read(in AmiMessage row, ReadOnlySpan<byte> name)
    {
        // Event and Privilege come first, then the channel.
        if (!AmiText.Is(name, "Status"u8) || AmiChannelShape.ReadRow(row, 2) is not { } channel) return null;
        var (isHeld, answered) = ReadVariables(row);
        return new(
            channel, Text(row, "BridgeID"u8) is { Length: > 0 } bridge ? bridge : null, Text(row, "Application"u8), Text(row, "Data"u8), Text(row, "DNID"u8),
            row.TryGet("Seconds"u8, out var seconds) && ExtensionStateCollector.TryParse(seconds, out var number) && number > 0 ? number : 0,
            isHeld, answered);
    }

    private static string Text(in AmiMessage row, ReadOnlySpan<byte> name) =>
        row.TryGet(name, out var value) && !value.SequenceEqual("<unknown>"u8) ? AmiText.ForPeople(AmiText.Decode(value)) : "";

    private static (bool IsHeld, double? AnsweredAt) ReadVariables(in AmiMessage row)
    {
        var isHeld = false;
        double? answeredAt = null;
        for (var i = 0; i < row.Count; i++)
        {
            if (!AmiText.Is(row.Name(i), "Variable"u8)) continue;
            var value = row.Value(i);
            if (value.SequenceEqual("CHANNEL(onhold)=1"u8))
                isHeld = true;
            else if (value.StartsWith("CDR(answer,u)="u8) && Utf8Parser.TryParse(value["CDR(answer,u)="u8.Length..], out double at, out _) && at > 0)
                answeredAt = at;
        }

        return (isHeld, answeredAt);
    }
}
