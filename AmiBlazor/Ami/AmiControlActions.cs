using System.Globalization;

namespace AmiBlazor.Ami;

/// <summary>The actions that change calls, agents and recordings: all of them, and all of their headers.</summary>
internal static class AmiControlActions
{
    /// <summary>Asterisk reads a channel name that begins with a slash as a regular expression: whoever calls this has made sure that it does not.</summary>
    public static AmiAction HangUp(string channel) => new AmiAction("Hangup").With("Channel", channel).With("Cause", "16");

    public static AmiAction Transfer(string channel, string context, string exten) =>
        new AmiAction("BlindTransfer").With("Channel", channel).With(AmiProtocol.Context, context).With(AmiProtocol.Exten, exten);

    /// <param name="channel">Who is parked.</param>
    /// <param name="back">Whose phone rings when nobody fetches them in time; null for nobody's.</param>
    /// <param name="lot">Where; null for the PBX's own choice.</param>
    public static AmiAction Park(string channel, string? back, string? lot)
    {
        var action = new AmiAction("Park").With("Channel", channel);
        if (back is not null) action.With("TimeoutChannel", back);
        return lot is null ? action : action.With("Parkinglot", lot);
    }

    /// <summary>A key, as if the phone at the channel had pressed it.</summary>
    public static AmiAction Press(string channel, char digit) =>
        new AmiAction("PlayDTMF").With("Channel", channel).With("Digit", digit.ToString()).With("Receive", "true");

    public static AmiAction StopRecording(string channel) => new AmiAction("StopMixMonitor").With("Channel", channel);

    /// <param name="member">The agent's interface.</param>
    /// <param name="queue">The queue; null for all.</param>
    /// <param name="isPaused">Whether the agent is left out.</param>
    /// <param name="reason">Why; null for no reason.</param>
    public static AmiAction Pause(string member, string? queue, bool isPaused, string? reason)
    {
        var action = new AmiAction("QueuePause").With("Interface", member).With("Paused", isPaused ? "true" : "false");
        if (queue is not null) action.With("Queue", queue);
        return reason is null ? action : action.With("Reason", reason);
    }

    /// <param name="queue">The queue.</param>
    /// <param name="member">The agent's interface.</param>
    /// <param name="name">The agent's name; null for none.</param>
    /// <param name="stateDevice">The device whose state counts; null for the interface itself.</param>
    public static AmiAction Add(string queue, string member, string? name, string? stateDevice)
    {
        var action = new AmiAction("QueueAdd").With("Queue", queue).With("Interface", member);
        if (name is not null) action.With("MemberName", name);
        return stateDevice is null ? action : action.With("StateInterface", stateDevice);
    }

    public static AmiAction Remove(string queue, string member) => new AmiAction("QueueRemove").With("Queue", queue).With("Interface", member);

    /// <summary>Rings a phone; when it has answered, the dialplan goes on for it.</summary>
    public static AmiAction Dial(OwnCall call, string context, string exten) =>
        Originate(call).With(AmiProtocol.Context, context).With(AmiProtocol.Exten, exten).With("Priority", "1");

    /// <summary>Rings a phone; when it has answered, the dialplan goes on for it, and knows whom to listen to.</summary>
    public static AmiAction DialSpy(OwnCall call, string context, string exten, string channelId) =>
        Dial(call, context, exten).With(AmiProtocol.Variable, "AMIBLAZOR_CHANNEL=" + channelId);

    /// <summary>Rings a phone; when it has answered, it listens to a channel, and to no other: neither one of a similar name, nor another after it.</summary>
    /// <param name="call">The phone.</param>
    /// <param name="channelId">The Uniqueid of the channel.</param>
    /// <param name="voice">Who hears the phone: nothing for nobody, <c>w</c> for that channel, <c>B</c> for both sides.</param>
    public static AmiAction Spy(OwnCall call, string channelId, string voice) => Run(call, "ChanSpy", $"{channelId},uqES{voice}");

    /// <summary>Rings a phone; when it has answered, it gets the call that rings at a channel.</summary>
    public static AmiAction PickUp(OwnCall call, string channel) => Run(call, "PickupChan", channel);

    /// <summary>Rings a phone; when it has answered, it gets whoever is parked at a space.</summary>
    public static AmiAction Fetch(OwnCall call, string lot, string space) => Run(call, "ParkedCall", $"{lot},{space}");

    private static AmiAction Run(OwnCall call, string application, string data) => Originate(call).With("Application", application).With("Data", data);

    private static AmiAction Originate(OwnCall call)
    {
        var action = new AmiAction("Originate")
            .With("Channel", call.Device)
            .With("ChannelId", call.ChannelId)
            .With("Timeout", ((long)call.Ring.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
            .With("Async", "true");
        return call.CallerId is null ? action : action.With("CallerID", call.CallerId);
    }
}
