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
        if (!AmiText.Is(name, "Status"u8)) return null;
        var headers = new ChannelHeaders(row, 2);
        if (headers.Channel(""u8) is not { } channel || !headers.TryTake("Type"u8, out _) || !headers.TryTake("DNID"u8, out var dialled)
            || !headers.TryTake("EffectiveConnectedLineNum"u8, out _) || !headers.TryTake("EffectiveConnectedLineName"u8, out _)
            || !headers.TryTake("TimeToHangup"u8, out _) || !headers.TryTake("BridgeID"u8, out var bridge)
            || !headers.TryTake("Application"u8, out var application) || !headers.TryTake("Data"u8, out var data)
            || !TryFindSeconds(row, headers.At, out var secondsAt))
        {
            return null;
        }

        var (isHeld, answered) = ReadVariables(row, secondsAt);
        return new(
            channel, bridge.IsEmpty ? null : AmiText.Decode(bridge), Text(application), Text(data), Text(dialled),
            ExtensionStateCollector.TryParse(row.Value(secondsAt), out var seconds) && seconds > 0 ? seconds : 0, isHeld, answered);
    }

    /// <summary>
    /// Finds the last header before the variables; false when one of those before it comes again: what was dialled is in <c>Data</c> as it came.
    /// </summary>
    private static bool TryFindSeconds(in AmiMessage row, int from, out int at)
    {
        at = 0;
        for (var i = from; i < row.Count; i++)
        {
            var name = row.Name(i);
            if (AmiText.Is(name, "Seconds"u8))
            {
                if (at > 0) return false;
                at = i;
            }
            else if (!AmiText.Is(name, "Variable"u8))
            {
                for (var before = 0; before < from; before++)
                {
                    if (AmiText.Is(name, row.Name(before))) return false;
                }
            }
        }

        return at > 0;
    }

    private static string Text(ReadOnlySpan<byte> value) => value.SequenceEqual("<unknown>"u8) ? "" : AmiText.ForPeople(AmiText.Decode(value));

    private static (bool IsHeld, double? AnsweredAt) ReadVariables(in AmiMessage row, int from)
    {
        var isHeld = false;
        double? answeredAt = null;
        for (var i = from; i < row.Count; i++)
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
