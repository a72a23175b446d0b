using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Tests.Support;

/// <summary>One connection to a <see cref="FakeAmiServer"/>, seen from the PBX.</summary>
internal sealed class FakeAmiSession(Socket socket, Stream stream) : IAsyncDisposable
{
    public const string Challenge = "173746044";

    private readonly MemoryStream _received = new();

    // Serializes writes: a test sends events while the session answers.
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _buffer = new byte[4096];
    private int _read;

    /// <summary>Bytes written so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Whether it has logged in with events, as a main connection does. Only where <see cref="FakeAmiAnswers"/> answer it.</summary>
    public bool HearsEvents { get; set; }

    /// <summary>Whether this end has been closed.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Everything read from the client so far, as text.</summary>
    public string Received
    {
        get
        {
            lock (_received) return Encoding.UTF8.GetString(_received.GetBuffer(), 0, (int)_received.Length);
        }
    }

    public Task BannerAsync(string version = "11.0.0") => SendTextAsync($"Asterisk Call Manager/{version}\r\n");

    /// <summary>Sends the banner and accepts the login by any method; refuses a wrong secret as Asterisk does.</summary>
    /// <returns>The Login action.</returns>
    public async Task<FakeAmiAction> LoginAsync(string secret = FakeAmiServer.Secret)
    {
        await BannerAsync();
        return await AnswerLoginAsync(secret) ?? throw new EndOfStreamException("The client closed before it had logged in.");
    }

    /// <summary>The next action; null once the client has closed.</summary>
    public async Task<FakeAmiAction?> ReadAsync()
    {
        while (true)
        {
            if (Next() is { } action) return action;
            int count;
            try
            {
                count = await stream.ReadAsync(_buffer).AsTask().InTime();
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                return null;
            }

            if (count == 0) return null;
            lock (_received) _received.Write(_buffer, 0, count);
        }
    }

    /// <summary>The next action, which must be this one.</summary>
    public async Task<FakeAmiAction> ExpectAsync(string action)
    {
        var next = await ReadAsync();
        Assert.Equal(action, next?.Name);
        return next!;
    }

    /// <summary>Returns when the client has closed, and ignores what it sends before.</summary>
    public async Task ExpectCloseAsync()
    {
        while (await ReadAsync() is not null)
        {
        }
    }

    /// <summary>Sends one message of these lines.</summary>
    public Task SendAsync(params IEnumerable<string> lines) => SendTextAsync(Message(lines));

    public Task SendTextAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        await _sending.WaitAsync().InTime();
        try
        {
            await stream.WriteAsync(bytes).AsTask().InTime();
            await stream.FlushAsync().InTime();
            Sent += bytes.Length;
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task SucceedAsync(string actionId, params IEnumerable<string> lines) =>
        SendAsync(["Response: Success", "ActionID: " + actionId, .. lines]);

    public Task RefuseAsync(string actionId, string message) => SendAsync("Response: Error", "ActionID: " + actionId, "Message: " + message);

    /// <summary>The Success that starts a list.</summary>
    public Task StartListAsync(string actionId) => SucceedAsync(actionId, "EventList: start", "Message: Extension Statuses will follow");

    public Task SendRowsAsync(string actionId, params IEnumerable<ExtensionState> rows) => SendTextAsync(string.Concat(rows.Select(row => Row(actionId, row))));

    /// <summary>The end of a list.</summary>
    public Task CompleteAsync(string actionId, int listItems) => SendAsync(
        "Event: ExtensionStateListComplete", "ActionID: " + actionId, "EventList: Complete", string.Create(CultureInfo.InvariantCulture, $"ListItems: {listItems}"));

    /// <summary>A whole list: start, rows, completion.</summary>
    public async Task SendListAsync(string actionId, params IReadOnlyCollection<ExtensionState> rows)
    {
        await StartListAsync(actionId);
        await SendRowsAsync(actionId, rows);
        await CompleteAsync(actionId, rows.Count);
    }

    /// <summary>The whole answer to <c>DeviceStateList</c>.</summary>
    public async Task SendDevicesAsync(string actionId, params IEnumerable<(string Device, string State)> devices)
    {
        await SucceedAsync(actionId, "EventList: start", "Message: Device State Changes will follow");
        var rows = devices.ToList();
        foreach (var (device, state) in rows) await SendAsync("Event: DeviceStateChange", "ActionID: " + actionId, "Device: " + device, "State: " + state);
        await SendAsync(
            "Event: DeviceStateListComplete", "ActionID: " + actionId, "EventList: Complete", string.Create(CultureInfo.InvariantCulture, $"ListItems: {rows.Count}"));
    }

    /// <summary>The whole answer to <c>PresenceStateList</c>.</summary>
    public async Task SendPresencesAsync(string actionId, params IEnumerable<(string Provider, string Status, string Message)> presences)
    {
        await SucceedAsync(actionId, "EventList: start", "Message: Presence State Changes will follow");
        var rows = presences.ToList();
        foreach (var (provider, status, message) in rows)
        {
            await SendAsync(
                "Event: PresenceStateChange", "ActionID: " + actionId, "Presentity: " + provider, "Status: " + status, "Subtype: ",
                "Message: " + message.Replace("\n", "\\n", StringComparison.Ordinal));
        }

        await SendAsync(
            "Event: PresenceStateListComplete", "ActionID: " + actionId, "EventList: Complete", string.Create(CultureInfo.InvariantCulture, $"ListItems: {rows.Count}"));
    }

    /// <summary>The whole answer to <c>DBGet</c>.</summary>
    public async Task SendDatabaseValueAsync(string actionId, string family, string key, string value)
    {
        await SucceedAsync(actionId, "EventList: start", "Message: Result will follow");
        await SendAsync("Event: DBGetResponse", "Family: " + family, "Key: " + key, "Val: " + value, "ActionID: " + actionId);
        await SendAsync("Event: DBGetComplete", "ActionID: " + actionId, "EventList: Complete", "ListItems: 1");
    }

    /// <summary>Sends the event of a device's new state.</summary>
    public Task TellDeviceAsync(string device, string state) => SendAsync("Event: DeviceStateChange", "Privilege: call,all", "Device: " + device, "State: " + state);

    /// <summary>Sends the event of an extension's new state.</summary>
    public Task TellAsync(params IEnumerable<ExtensionState> states) => SendTextAsync(string.Concat(states.Select(Event)));

    /// <summary>The event of a change as Asterisk writes it.</summary>
    public static string Event(ExtensionState state) => Message([
        "Event: ExtensionStatus",
        "Privilege: call,all",
        "Exten: " + state.Exten,
        "Context: " + state.Context,
        "Hint: " + state.Hint,
        string.Create(CultureInfo.InvariantCulture, $"Status: {state.Status}"),
        "StatusText: " + StatusText(state.Status),
    ]);

    /// <summary>Sends the event that an account with <c>read=system</c> receives right after its login.</summary>
    public Task TellBootedAsync() => SendAsync("Event: FullyBooted", "Privilege: system,all", "Uptime: 86400", "LastReload: 86400", "Status: Fully Booted");

    /// <summary>A row as Asterisk writes it.</summary>
    public static string Row(string actionId, ExtensionState row) => Message([
        "Event: ExtensionStatus",
        "ActionID: " + actionId,
        "Exten: " + row.Exten,
        "Context: " + row.Context,
        "Hint: " + row.Hint,
        string.Create(CultureInfo.InvariantCulture, $"Status: {row.Status}"),
        "StatusText: " + StatusText(row.Status),
    ]);

    /// <summary>Closes the connection gracefully: the client reads to the end.</summary>
    public void Cut()
    {
        IsCut = true;
        socket.Close();
    }

    /// <summary>Resets the connection: data in flight is lost.</summary>
    public void Reset()
    {
        socket.LingerState = new(enable: true, seconds: 0);
        socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        _sending.Dispose();
    }

    internal async Task<FakeAmiAction?> AnswerLoginAsync(string secret)
    {
        while (await ReadAsync() is { } action)
        {
            if (action is { Name: "Challenge" })
            {
                await SucceedAsync(action.ActionId, "Challenge: " + Challenge);
                continue;
            }

            Assert.Equal("Login", action.Name);
            var key = Key(secret);
            var known = string.Equals(action["Username"], FakeAmiServer.Username, StringComparison.Ordinal)
                && (action["AuthType"] is "MD5" ? string.Equals(action["Key"], key, StringComparison.Ordinal) : string.Equals(action["Secret"], secret, StringComparison.Ordinal));
            if (known)
                await SucceedAsync(action.ActionId, "Message: Authentication accepted");
            else
                await RefuseAsync(action.ActionId, "Authentication failed");
            return known ? action : null;
        }

        return null;
    }

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The protocol knows no other.")]
    private static string Key(string secret) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Challenge + secret)));

    private static string Message(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\r\n")) + "\r\n";

    private static string StatusText(int status) => status switch
    {
        0 => "Idle",
        1 => "InUse",
        2 => "Busy",
        4 => "Unavailable",
        8 => "Ringing",
        9 => "InUse&Ringing",
        16 => "Hold",
        17 => "InUse&Hold",
        _ => "Unknown",
    };

    private FakeAmiAction? Next()
    {
        lock (_received)
        {
            var unread = _received.GetBuffer().AsSpan(_read, (int)_received.Length - _read);
            var end = unread.IndexOf("\r\n\r\n"u8);
            if (end < 0) return null;
            _read += end + 4;
            return new(Encoding.UTF8.GetString(unread[..end]).Split("\r\n"));
        }
    }
}
