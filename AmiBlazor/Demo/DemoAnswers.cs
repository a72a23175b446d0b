using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// Answers the actions of one session: keeps its login and event mask, and applies the rules of <c>process_message</c> in main/manager.c. Independent
/// of the socket. Handles one action at a time.
/// </summary>
internal sealed class DemoAnswers(DemoExchange exchange, DemoAccounts accounts, TimeProvider time, DateTimeOffset bootedAt)
{
    private readonly DemoFloor _floor = exchange.Floor;
    private readonly DemoControl _control = new(exchange);

    // As whom the session has logged in; read by the thread that publishes events.
    private volatile DemoAccount? _account;

    // The events that the session wants, as bits of DemoEventMasks.
    private volatile int _events = DemoEventMasks.All;
    private string? _challenge;

    /// <summary>True once the session has logged in.</summary>
    public bool LoggedIn => _account is not null;

    /// <summary>Whether the session wants an event, and may have it.</summary>
    public bool Wants(DemoEvent happened) => Wants(happened.EventClass) && _account!.Passes(happened.Name);

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
            case not null when _account is null:
                return Error(output, action, "Permission denied");
            case not null when !DemoRights.IsKnown(name):
                return Error(output, action, $"Invalid/unknown command: {name}. Use Action: ListCommands to show available commands.");
            case not null when !DemoRights.May(_account, name):
                return Error(output, action, "Permission denied");
            default:
                lock (_floor.Lock) return AnswerAllowed(action, output);
        }
    }

    private DemoEnd AnswerAllowed(DemoAction action, IBufferWriter<byte> output)
    {
        switch (action["Action"]!.ToUpperInvariant())
        {
            case "PING":
                var micros = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
                var timestamp = string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000}.{micros % 1_000_000:D6}");
                return Success(output, action, "Ping", "Pong", "Timestamp", timestamp);
            case "EVENTS":
                return SetEvents(action, output);
            case "LISTCOMMANDS":
                return ListCommands(action, output);
            case "EXTENSIONSTATE":
                return ExtensionState(action, output);
            case "EXTENSIONSTATELIST":
                output.List(action, _floor.Extensions);
                return DemoEnd.None;
            case "STATUS":
                return Status(action, output);
            case "BRIDGELIST":
                output.Bridges(action, exchange.Switch.Bridges);
                return DemoEnd.None;
            case "QUEUESTATUS":
                var queue = action["Queue"];
                var queues = exchange.Queues.All.Where(one => queue is null || string.Equals(one.Name, queue, StringComparison.OrdinalIgnoreCase));
                output.Queues(action, queues, exchange.Switch);
                return DemoEnd.None;
            case "PARKEDCALLS":
                exchange.Parking.List(output, action);
                return DemoEnd.None;
            case not null when DemoPhones.TryAnswer(output, action, _floor.Extensions, time.GetUtcNow()):
                return DemoEnd.None;
            default:
                return Do(action, output);
        }
    }

    private DemoEnd Do(DemoAction action, IBufferWriter<byte> output)
    {
        if (_control.Do(action) is not { } reply) return Error(output, action, "Permission denied");
        output.Response(reply.IsError ? "Error" : "Success", action);
        if (reply.Message.Length > 0) output.Header("Message", reply.Message);
        foreach (var (name, value) in reply.More) output.Header(name, value);
        output.EndOfMessage();
        return DemoEnd.None;
    }

    private DemoEnd ListCommands(DemoAction action, IBufferWriter<byte> output)
    {
        output.Response("Success", action);
        foreach (var (name, classes) in DemoRights.Of(_account!)) output.Header(name, $"{name}.  (Priv: {classes})");
        output.EndOfMessage();
        return DemoEnd.None;
    }

    private bool Wants(int eventClass) => _account is { } account && (account.Read & _events & eventClass) != 0;

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

        var account = accounts.Find(action["Username"]);
        var isAccepted = string.Equals(action["AuthType"], "MD5", StringComparison.OrdinalIgnoreCase)
            ? account?.AcceptsKey(_challenge, action["Key"])
            : account?.Accepts(action["Secret"]);
        if (isAccepted is not true)
        {
            Error(output, action, "Authentication failed");
            return DemoEnd.CloseAfterASecond;
        }

        _events = DemoEventMasks.Parse(action["Events"]) ?? _events;
        _account = account;
        Success(output, action, "Message", "Authentication accepted");
        if (Wants(DemoEventMasks.System))
        {
            var uptime = ((long)(time.GetUtcNow() - bootedAt).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            output.Header("Event", "FullyBooted").Header("Privilege", "system,all")
                .Header("Uptime", uptime).Header("LastReload", uptime).Header("Status", "Fully Booted").EndOfMessage();
        }

        return DemoEnd.None;
    }

    private DemoEnd Status(DemoAction action, IBufferWriter<byte> output)
    {
        if (action["Channel"] is not { } name)
            output.Channels(action, exchange.Switch.Channels, exchange.Switch);
        else if (exchange.Switch.Named(name) is { } channel)
            output.Channels(action, [channel], exchange.Switch);
        else
            return Error(output, action, "No such channel");
        return DemoEnd.None;
    }

    private DemoEnd SetEvents(DemoAction action, IBufferWriter<byte> output)
    {
        if (DemoEventMasks.Parse(action["EventMask"]) is not { } mask)
            return Error(output, action, "Invalid event mask");

        _events = mask;
        return Success(output, action, "Events", mask == 0 ? "Off" : "On");
    }

    private DemoEnd ExtensionState(DemoAction action, IBufferWriter<byte> output)
    {
        if (action["Exten"] is not { } exten) return Error(output, action, "Extension not specified");

        var context = action["Context"] ?? "default";
        output.Response("Success", action).Header("Message", "Extension Status");
        if (_floor.Find(context, exten) is { } extension)
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
