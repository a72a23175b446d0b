using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>Does what a manager account wants done to calls and agents, with the words of Asterisk 22. To be used under the floor's lock.</summary>
internal sealed class DemoControl(DemoExchange exchange)
{
    private readonly DemoOriginations _originations = new(exchange);

    /// <summary>Does an action.</summary>
    /// <returns>What is answered; null for an action that is none of these.</returns>
    public DemoReply? Do(DemoAction action) => action["Action"]!.ToUpperInvariant() switch
    {
        "ORIGINATE" => Originate(action),
        "HANGUP" => HangUp(action),
        "REDIRECT" => Redirect(action),
        "BLINDTRANSFER" => Transfer(action),
        "PARK" => Park(action),
        "PLAYDTMF" => Play(action),
        "STOPMIXMONITOR" => StopRecording(action),
        "GETVAR" => Read(action),
        "SETVAR" => new DemoReply("No variable specified", IsError: true),
        "QUEUEPAUSE" => Pause(action),
        "QUEUEADD" => Add(action),
        "QUEUEREMOVE" => Remove(action),
        "QUEUEPENALTY" => SetPenalty(action),
        _ => null,
    };

    private static DemoReply Error(string message) => new(message, IsError: true);

    private static DemoReply Done(string message) => new(message);

    private DemoReply Originate(DemoAction action)
    {
        if (action["Channel"] is not { } device) return Error("Channel not specified");
        if (action["Priority"] is { } priority && !int.TryParse(priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return Error("Invalid priority");
        if (action["Timeout"] is { } timeout && !int.TryParse(timeout, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return Error("Invalid timeout");
        if (!device.Contains('/', StringComparison.Ordinal)) return Error("Invalid channel");
        var hasNumber = action["Exten"] is not null && action["Context"] is not null && action["Priority"] is not null;
        if (action["Application"] is null && !hasNumber) return Error("Originate with 'Exten' requires 'Context' and 'Priority'");
        if (hasNumber && exchange.Dialplan.Find(action["Context"]!, action["Exten"]!) is null) return Error("Extension does not exist.");
        exchange.Courses.Begin(_originations.Ring(DemoOrigination.Of(action)));
        return Done("Originate successfully queued");
    }

    private DemoReply HangUp(DemoAction action)
    {
        if (action["Channel"] is not { } name) return Error("No channel specified");

        // A name that begins with a slash is a pattern for Asterisk, and ends all that match; here no channel is called so.
        if (exchange.Switch.Named(name) is not { } channel) return Error("No such channel");
        exchange.HangUp(channel, isByParty: false);
        return Done("Channel Hungup");
    }

    private DemoReply Redirect(DemoAction action)
    {
        if (action["Channel"] is not { } name) return Error("Channel not specified");
        if (action["Context"] is not { } context) return Error("Context not specified");
        if (action["Exten"] is not { } exten) return Error("Exten not specified");
        if (action["Priority"] is null) return Error("Priority not specified");
        if (exchange.Switch.Named(name) is not { } channel) return Error("Channel does not exist: " + name);
        exchange.Redirect(channel, context, exten);
        return Done("Redirect successful");
    }

    private DemoReply Transfer(DemoAction action)
    {
        if (action["Channel"] is not { } name) return Error("No channel specified");
        if (action["Exten"] is not { } exten) return Error("No extension specified");
        if (exchange.Switch.Named(name) is not { } channel) return Error("Channel specified does not exist");
        return exchange.Transfer(channel, action["Context"] ?? channel.Context, exten) ? Done("Transfer succeeded") : Error("Transfer invalid");
    }

    /// <summary>Parks a channel. The other one of its talk stays until its phone hangs up.</summary>
    private DemoReply Park(DemoAction action)
    {
        if (action["Channel"] is not { } name) return Error("Channel not specified");
        if (exchange.Switch.Named(name) is not { } channel) return Error("Channel does not exist: " + name);
        if (channel.Peer is not { } peer) return Error("Park failure");
        if (channel.QueueCall is { IsWaiting: false } call) exchange.Queues.Complete(call, "transfer");
        (channel.Course, peer.Course) = (new object(), new object());
        exchange.Switch.Hold(peer, isHolding: false);
        exchange.Courses.Begin(exchange.Services.Park(channel, peer.Device, isAutomatic: false));
        exchange.Courses.Begin(LetGo(peer));
        return Done("Park successful");
    }

    private IEnumerable<TimeSpan> LetGo(DemoChannel left)
    {
        var course = left.Course;
        yield return exchange.Chance.Between(0.5, 2);
        if (left.Course == course) exchange.HangUp(left);
    }

    /// <summary>Tones that a phone seems to send. <c>*3</c> is the code that begins and ends recording; the recording is told at the other one.</summary>
    private DemoReply Play(DemoAction action)
    {
        if (exchange.Switch.Named(action["Channel"]) is not { } channel) return Error("Channel not found");
        if (action["Digit"] is not { } digit) return Error("No digit specified");
        var tones = channel.Tones + digit;
        channel.Tones = digit == "*" ? digit : "";
        if (tones == "*3" && channel.Peer is { } recorded)
        {
            recorded.IsRecorded = !recorded.IsRecorded;
            exchange.Switch.Tell(recorded.IsRecorded ? "MixMonitorStart" : "MixMonitorStop", recorded);
        }

        return Done("DTMF successfully queued");
    }

    private DemoReply StopRecording(DemoAction action)
    {
        if (action["Channel"] is not { } name) return Error("No channel specified");
        if (exchange.Switch.Named(name) is not { } channel) return Error("No such channel");
        if (!channel.IsRecorded) return Error("Could not stop monitoring channel");
        channel.IsRecorded = false;
        exchange.Switch.Tell("MixMonitorStop", channel);
        return Done("");
    }

    private DemoReply Read(DemoAction action)
    {
        if (action["Variable"] is not { } variable) return Error("No variable specified");
        var channel = exchange.Switch.Named(action["Channel"]);
        if (action["Channel"] is not null && channel is null) return Error("No such channel");
        var value = variable.StartsWith("DIALPLAN_EXISTS(", StringComparison.Ordinal) && variable[^1] == ')'
            ? variable["DIALPLAN_EXISTS(".Length..^1].Split(',') is [var context, var exten, .. var priority]
                && exchange.Dialplan.Find(context, exten) is not null && (priority.Length == 0 || priority[0] == "1") ? "1" : "0"
            : variable is "UNIQUEID" ? channel?.Id ?? "" : "";
        return new DemoReply("", IsError: false, ("Variable", variable), ("Value", value));
    }

    private DemoReply Pause(DemoAction action)
    {
        if (action["Interface"] is not { } device || action["Paused"] is not { } paused) return Error("Need 'Interface' and 'Paused' parameters.");
        var found = In(action, device);
        if (found.Count == 0) return Error("Interface not found");
        var isPaused = IsTrue(paused);
        foreach (var (queue, agent) in found) exchange.Queues.Pause(queue, agent, isPaused, action["Reason"] ?? "");
        return Done(isPaused ? "Interface paused successfully" : "Interface unpaused successfully");
    }

    private DemoReply Add(DemoAction action)
    {
        if (action["Queue"] is not { } name) return Error("'Queue' not specified.");
        if (action["Interface"] is not { } device) return Error("'Interface' not specified.");
        if (exchange.Queues.Named(name) is not { } queue) return Error("Unable to add interface to queue: No such queue");
        if (queue.Find(device) is not null) return Error("Unable to add interface: Already there");
        var phone = exchange.Floor.AtDevice(device);
        exchange.Queues.Add(queue, new DemoAgent(device, action["MemberName"] ?? device, phone)
        {
            StateInterface = action["StateInterface"] ?? device,
            IsDynamic = true,
            Penalty = int.TryParse(action["Penalty"], NumberStyles.None, CultureInfo.InvariantCulture, out var penalty) ? penalty : 0,
            AddedAt = exchange.Switch.Now,
            IsPaused = action["Paused"] is { } paused && IsTrue(paused),
        });
        return Done("Added interface to queue");
    }

    private DemoReply Remove(DemoAction action)
    {
        if (action["Queue"] is not { } name || action["Interface"] is not { } device) return Error("Need 'Queue' and 'Interface' parameters.");
        if (exchange.Queues.Named(name) is not { } queue) return Error("Unable to remove interface from queue: No such queue");
        if (queue.Find(device) is not { } agent) return Error("Unable to remove interface: Not there");
        if (!agent.IsDynamic) return Error("Member not dynamic");
        exchange.Queues.Remove(queue, agent);
        return Done("Removed interface from queue");
    }

    private DemoReply SetPenalty(DemoAction action)
    {
        if (action["Interface"] is not { } device || action["Penalty"] is not { } text) return Error("Need 'Interface' and 'Penalty' parameters.");
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var penalty)) return Error("Invalid 'Penalty' parameter");
        var found = In(action, device);
        if (found.Count == 0) return Error("Invalid interface, queuename or penalty");
        foreach (var (queue, agent) in found) exchange.Queues.SetPenalty(queue, agent, penalty);
        return Done("Interface penalty set successfully");
    }

    /// <summary>The entries of an agent in the queue that an action names, or in all.</summary>
    private List<(DemoQueue Queue, DemoAgent Agent)> In(DemoAction action, string device) =>
        [.. exchange.Queues.Of(device).Where(one => action["Queue"] is not { } queue || string.Equals(one.Queue.Name, queue, StringComparison.Ordinal))];

    /// <summary>As <c>ast_true</c> has it.</summary>
    private static bool IsTrue(string text) => text.ToUpperInvariant() is "YES" or "TRUE" or "Y" or "T" or "1" or "ON";
}

/// <summary>What is answered to an action.</summary>
/// <param name="Message">Its message; empty for none.</param>
/// <param name="IsError">Whether it was refused.</param>
/// <param name="More">Further headers.</param>
internal sealed record DemoReply(string Message, bool IsError = false, params (string Name, string Value)[] More);
