using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// Answers the actions of one session: keeps its login and event mask, and applies the rules of <c>process_message</c> in main/manager.c. Independent
/// of the socket. Handles one action at a time.
/// </summary>
internal sealed class DemoAnswers(DemoFloor floor, DemoAccount account, TimeProvider time, DateTimeOffset bootedAt)
{
    /// <summary>Actions that exist in Asterisk but that this account, with <c>write = reporting</c>, may not use.</summary>
    private static readonly string[] Forbidden = ["Command", "Originate", "Hangup", "Redirect", "Setvar", "Getvar", "Reload", "UpdateConfig"];

    private string? _challenge;

    /// <summary>True once the session has logged in.</summary>
    public bool LoggedIn { get; private set; }

    /// <summary>The events that the session wants, as bits of <see cref="DemoEventMasks"/>; all by default.</summary>
    public int Events { get; private set; } = DemoEventMasks.All;

    /// <summary>Writes the response to an action.</summary>
    public DemoEnd Answer(DemoAction action, IBufferWriter<byte> output)
    {
        if (action.Refusal is { } refusal) return Error(output, action, refusal);

        var name = action["Action"];
        switch (name?.ToUpperInvariant())
        {
            case null:
                return Error(output, action, "Missing action in request");
            case "LOGOFF":
                output.Response("Goodbye", action).Header("Message", "Thanks for all the fish.").EndOfMessage();
                return DemoEnd.Close;
            case "CHALLENGE":
                return Challenge(action, output);
            case "LOGIN":
                return LogIn(action, output);
            case not null when !LoggedIn:
                return Error(output, action, "Permission denied");
            case "PING":
                var micros = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
                var timestamp = string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000}.{micros % 1_000_000:D6}");
                return Success(output, action, "Ping", "Pong", "Timestamp", timestamp);
            case "EVENTS":
                return SetEvents(action, output);
            case "EXTENSIONSTATE":
                return ExtensionState(action, output);
            case "EXTENSIONSTATELIST":
                output.List(action, floor.Extensions);
                return DemoEnd.None;
            case "STATUS":
                return Status(action, output);
            case "BRIDGELIST":
                floor.Switch.Read(() => output.Bridges(action, floor.Switch.Bridges()));
                return DemoEnd.None;
            case "QUEUESTATUS":
                output.Empty(action, "Queue status will follow", "QueueStatusComplete");
                return DemoEnd.None;
            case not null when Forbidden.Contains(name, StringComparer.OrdinalIgnoreCase):
                return Error(output, action, "Permission denied");
            default:
                return Error(output, action, $"Invalid/unknown command: {name}. Use Action: ListCommands to show available commands.");
        }
    }

    private static DemoEnd Error(IBufferWriter<byte> output, DemoAction action, string message)
    {
        output.Response("Error", action).Header("Message", message).EndOfMessage();
        return DemoEnd.None;
    }

    private static DemoEnd Success(IBufferWriter<byte> output, DemoAction action, string name, string value, string? secondName = null, string secondValue = "")
    {
        output.Response("Success", action).Header(name, value);
        if (secondName is not null) output.Header(secondName, secondValue);

        output.EndOfMessage();
        return DemoEnd.None;
    }

    private DemoEnd Challenge(DemoAction action, IBufferWriter<byte> output)
    {
        if (!string.Equals(action["AuthType"], "MD5", StringComparison.OrdinalIgnoreCase))
            return Error(output, action, "Must specify AuthType");

        _challenge ??= RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        return Success(output, action, "Challenge", _challenge);
    }

    private DemoEnd LogIn(DemoAction action, IBufferWriter<byte> output)
    {
        if (LoggedIn) return Success(output, action, "Message", "Already authenticated");

        LoggedIn = string.Equals(action["AuthType"], "MD5", StringComparison.OrdinalIgnoreCase)
            ? account.AcceptsKey(action["Username"], _challenge, action["Key"])
            : account.Accepts(action["Username"], action["Secret"]);
        if (!LoggedIn)
        {
            Error(output, action, "Authentication failed");
            return DemoEnd.CloseAfterASecond;
        }

        Events = DemoEventMasks.Parse(action["Events"]) ?? Events;
        Success(output, action, "Message", "Authentication accepted");
        if ((Events & DemoEventMasks.System) != 0)
        {
            var uptime = ((long)(time.GetUtcNow() - bootedAt).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            output.Header("Event", "FullyBooted").Header("Privilege", "system,all")
                .Header("Uptime", uptime).Header("LastReload", uptime).Header("Status", "Fully Booted").EndOfMessage();
        }

        return DemoEnd.None;
    }

    private DemoEnd Status(DemoAction action, IBufferWriter<byte> output)
    {
        var isFound = true;
        floor.Switch.Read(() =>
        {
            var channels = floor.Switch.Channels(action["Channel"]);
            isFound = action["Channel"] is null || channels.Count > 0;
            if (isFound) output.Channels(action, channels, floor.Switch.Now, floor.Switch.Epoch);
        });
        return isFound ? DemoEnd.None : Error(output, action, "No such channel");
    }

    private DemoEnd SetEvents(DemoAction action, IBufferWriter<byte> output)
    {
        if (DemoEventMasks.Parse(action["EventMask"]) is not { } mask)
            return Error(output, action, "Invalid event mask");

        Events = mask;
        return Success(output, action, "Events", mask == 0 ? "Off" : "On");
    }

    private DemoEnd ExtensionState(DemoAction action, IBufferWriter<byte> output)
    {
        if (action["Exten"] is not { } exten) return Error(output, action, "Extension not specified");

        var context = action["Context"] ?? "default";
        output.Response("Success", action).Header("Message", "Extension Status");
        if (floor.Find(context, exten) is { } extension)
            output.State(extension, extension.State);
        else
            output.Header("Exten", exten).Header("Context", context).Header("Hint", "").Header("Status", "-1").Header("StatusText", "Unknown").EndOfMessage();

        return DemoEnd.None;
    }
}

/// <summary>What happens to a session after a response.</summary>
internal enum DemoEnd
{
    /// <summary>The session continues.</summary>
    None,

    /// <summary>The session is closed after the response.</summary>
    Close,

    /// <summary>The response is sent after a second, then the session is closed: this slows down guessing secrets.</summary>
    CloseAfterASecond,
}
