using System.Buffers.Text;

namespace AmiBlazor.Ami;

/// <summary>
/// The exact shapes of the events of queues that are used, as <see cref="AmiChannelShape"/> has those of channels: the names that Asterisk 16 to 22 writes, in
/// its order, each once and nothing else (apps/app_queue.c).
/// </summary>
/// <remarks>
/// <c>QueueMemberStatus</c> is not among them, though it says most of an agent: it comes for every change of a device, once more for each queue of the agent,
/// which is 30 of them for one call of an agent in ten queues. What it says can be known without it (seen on 16 and 22): the state from the device or the hint
/// that the queue itself follows, whose events come anyway; whether the agent is in a call of the queue from <c>AgentConnect</c> and <c>AgentComplete</c>.
/// </remarks>
internal static class AmiQueueShape
{
    /// <summary>The most bytes that a queue keeps of a name, an interface or a reason (<c>char[80]</c>).</summary>
    private const int LongestText = 79;

    private static readonly byte[][] Member =
    [
        .. ((ReadOnlySpan<string>)["Queue", "MemberName", "Interface", "StateInterface", "Membership", "Penalty", "CallsTaken", "LastCall", "LastPause",
            "LoginTime", "InCall", "Status", "Paused", "PausedReason", "Ringinuse", "Wrapuptime"]).ToArray().Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether an event of this name is used.</summary>
    public static bool Knows(ReadOnlySpan<byte> name) => KindOf(name) != Kind.None;

    /// <summary>Reads an event; false when it does not have exactly its shape.</summary>
    /// <param name="message">An event that <see cref="Knows"/> by its name.</param>
    /// <param name="read">What it says.</param>
    /// <param name="isPlain">Whether it holds no text of free length: then the next message begins where it seems to, if this one did.</param>
    public static bool TryRead(in AmiMessage message, out QueueEvent? read, out bool isPlain)
    {
        read = null;
        isPlain = false;
        if (message.Oddity != AmiOddity.None || !AmiEventShape.TryPreface(message, "agent,all"u8, out var at)) return false;
        var headers = new ChannelHeaders(message, at);
        var isShort = true;
        var kind = KindOf(message.Value(0));
        read = kind switch
        {
            Kind.AgentChanged or Kind.AgentRemoved => OfAgent(message, kind, ref headers, out isShort),
            Kind.Abandoned => OfCaller(ref headers),
            _ => OfBoth(kind, ref headers),
        };
        isPlain = headers.IsPlain && isShort;
        return read is not null && headers.IsAtEnd;
    }

    /// <summary>Takes the headers that every event about an agent has.</summary>
    public static bool TryTakeMember(ref ChannelHeaders headers)
    {
        foreach (var name in Member)
        {
            if (!headers.TryTake(name, out _)) return false;
        }

        return true;
    }

    private static QueueEvent? OfAgent(in AmiMessage message, Kind kind, ref ChannelHeaders headers, out bool isShort)
    {
        isShort = true;
        if (!TryTakeMember(ref headers)) return null;

        // Asterisk 16 adds the reason once more, as it was given and not as the queue keeps it.
        if (headers.TryTake("Reason"u8, out var reason)) isShort = reason.Length <= LongestText;
        var (queue, agent) = (PendingQueueList.Text(message, "Queue"u8), PendingQueueList.Text(message, "Interface"u8));
        if (queue.Length == 0 || agent.Length == 0) return null;
        return kind == Kind.AgentRemoved
            ? new QueueEvent.AgentRemoved(queue, agent)
            : new QueueEvent.AgentChanged(queue, PendingQueueList.ReadMember(message, PendingQueueList.Text(message, "MemberName"u8), agent));
    }

    private static QueueEvent.Abandoned? OfCaller(ref ChannelHeaders headers) =>
        headers.Channel(""u8) is { } caller && TryTakeText(ref headers, "Queue"u8, out var queue) && headers.TryTake("Position"u8, out _)
        && headers.TryTake("OriginalPosition"u8, out _) && TryTakeNumber(ref headers, "HoldTime"u8, out var seconds)
            ? new QueueEvent.Abandoned(queue, caller.UniqueId, TimeSpan.FromSeconds(seconds))
            : null;

    /// <summary>Those that name the caller and the agent.</summary>
    private static QueueEvent? OfBoth(Kind kind, ref ChannelHeaders headers)
    {
        if (headers.Channel(""u8) is not { } caller || headers.Channel("Dest"u8) is null || !TryTakeText(ref headers, "Queue"u8, out var queue)
            || !TryTakeText(ref headers, "Interface"u8, out var agent) || !headers.TryTake("MemberName"u8, out _))
        {
            return null;
        }

        if (kind == Kind.Missed)
            return TryTakeNumber(ref headers, "RingTime"u8, out var rang) ? new QueueEvent.Missed(queue, agent, TimeSpan.FromMilliseconds(rang)) : null;
        if (!TryTakeNumber(ref headers, "HoldTime"u8, out var waited)) return null;
        if (kind == Kind.Connected)
        {
            return TryTakeNumber(ref headers, "RingTime"u8, out _)
                ? new QueueEvent.Connected(queue, agent, caller.UniqueId, TimeSpan.FromSeconds(waited))
                : null;
        }

        return TryTakeNumber(ref headers, "TalkTime"u8, out _) && headers.TryTake("Reason"u8, out _)
            ? new QueueEvent.Completed(queue, agent, caller.UniqueId)
            : null;
    }

    private static bool TryTakeText(ref ChannelHeaders headers, ReadOnlySpan<byte> name, out string text)
    {
        text = headers.TryTake(name, out var value) ? AmiText.ForPeople(AmiText.Decode(value)) : "";
        return text.Length > 0;
    }

    /// <summary>Times are never negative, except where Asterisk's clock was set back meanwhile: then they count as none.</summary>
    private static bool TryTakeNumber(ref ChannelHeaders headers, ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        if (!headers.TryTake(name, out var value) || !Utf8Parser.TryParse(value, out number, out var length) || length != value.Length) return false;
        number = Math.Clamp(number, 0, int.MaxValue);
        return true;
    }

    private static Kind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        12 when AmiText.Is(name, "AgentConnect"u8) => Kind.Connected,
        13 when AmiText.Is(name, "AgentComplete"u8) => Kind.Completed,
        16 when AmiText.Is(name, "QueueMemberAdded"u8) => Kind.AgentChanged,
        16 when AmiText.Is(name, "QueueMemberPause"u8) => Kind.AgentChanged,
        17 when AmiText.Is(name, "AgentRingNoAnswer"u8) => Kind.Missed,
        18 when AmiText.Is(name, "QueueMemberPenalty"u8) => Kind.AgentChanged,
        18 when AmiText.Is(name, "QueueMemberRemoved"u8) => Kind.AgentRemoved,
        18 when AmiText.Is(name, "QueueCallerAbandon"u8) => Kind.Abandoned,
        _ => Kind.None,
    };

    private enum Kind
    {
        None,
        AgentChanged,
        AgentRemoved,
        Connected,
        Completed,
        Missed,
        Abandoned,
    }
}
