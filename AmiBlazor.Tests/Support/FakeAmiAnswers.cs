using System.Collections.Concurrent;
using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Tests.Support;

/// <summary>Answers a <see cref="FakeAmiServer"/>'s connections as an Asterisk would, from a set of extensions.</summary>
internal sealed class FakeAmiAnswers
{
    private readonly ConcurrentDictionary<(string Context, string Exten), ExtensionState> _extensions = new();

    public FakeAmiAnswers(IEnumerable<ExtensionState> extensions) => Set(extensions);

    public IEnumerable<ExtensionState> Extensions => _extensions.Values;

    /// <summary>The states of devices, for <c>DeviceStateList</c>.</summary>
    public ConcurrentDictionary<string, string> Devices { get; } = new(StringComparer.Ordinal);

    /// <summary>The presences: word and text by where each comes from. A text is escaped as Asterisk does in its list.</summary>
    public ConcurrentDictionary<string, (string Status, string Message)> Presences { get; } = new(StringComparer.Ordinal);

    /// <summary>The database: values by family and key.</summary>
    public ConcurrentDictionary<(string Family, string Key), string> Database { get; } = new();

    /// <summary>The PJSIP endpoints' caller IDs, as Asterisk writes them.</summary>
    public ConcurrentDictionary<string, string> CallerIds { get; } = new(StringComparer.Ordinal);

    /// <summary>The registered contacts, as Asterisk keeps them in its database: JSON by id.</summary>
    public ConcurrentDictionary<string, string> Contacts { get; } = new(StringComparer.Ordinal);

    /// <summary>The values of functions, such as <c>PJSIP_CONTACT(1001;@a,rtt)</c>.</summary>
    public ConcurrentDictionary<string, string> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>The mailboxes of <c>default</c>, by number; where there are none, no module of voicemail is loaded.</summary>
    public ConcurrentDictionary<string, (int New, int Old)> Mailboxes { get; } = new(StringComparer.Ordinal);

    /// <summary>Error messages for refused actions, by action name: <c>Refusals["ExtensionStateList"] = "Permission denied"</c>.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of all actions so far, of all connections.</summary>
    public ConcurrentQueue<string> Actions { get; } = new();

    /// <summary>Awaited between the start of a list and its rows, so that a test can pause the list there.</summary>
    public Func<Task> BeforeRows { get; set; } = () => Task.CompletedTask;

    /// <summary>Called with each session that has logged in, before its first action is read, for instance to send <c>FullyBooted</c>.</summary>
    public Func<FakeAmiSession, Task> AfterLogin { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called with each session right after the answer to a Ping: the first event then is surely the PBX's own.</summary>
    public Func<FakeAmiSession, Task> AfterPong { get; set; } = _ => Task.CompletedTask;

    /// <summary>Adds extensions, or changes the state of existing ones.</summary>
    public void Set(params IEnumerable<ExtensionState> extensions)
    {
        foreach (var extension in extensions) _extensions[(extension.Context, extension.Exten)] = extension;
    }

    public void Remove(string context, string exten) => _extensions.TryRemove((context, exten), out _);

    /// <summary>Serves one connection to its end.</summary>
    public async Task RunAsync(FakeAmiSession session)
    {
        try
        {
            await session.BannerAsync();
            if (await session.AnswerLoginAsync(FakeAmiServer.Secret) is not { } login) return;
            session.HearsEvents = login["Events"] is not "off";
            await AfterLogin(session);
            while (await session.ReadAsync() is { } action)
            {
                Actions.Enqueue(action.Name);
                await AnswerAsync(session, action);
                if (action.Name is "Logoff") break;
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The client closed while it was being answered.
        }
        finally
        {
            session.Cut();
        }
    }

    private async Task AnswerAsync(FakeAmiSession session, FakeAmiAction action)
    {
        if (Refusals.TryGetValue(action.Name, out var words))
        {
            await session.RefuseAsync(action.ActionId, words);
            return;
        }

        switch (action.Name)
        {
            case "ExtensionStateList" when _extensions.IsEmpty:
                await session.RefuseAsync(action.ActionId, "No dialplan hints are available");
                break;
            case "ExtensionStateList":
                var rows = _extensions.Values.OrderBy(row => row.Context, StringComparer.Ordinal).ThenBy(row => row.Exten, StringComparer.Ordinal).ToList();
                await session.StartListAsync(action.ActionId);
                await BeforeRows();
                await session.SendRowsAsync(action.ActionId, rows);
                await session.CompleteAsync(action.ActionId, rows.Count);
                break;
            case "ExtensionState":
                var (context, exten) = (action["Context"] ?? "", action["Exten"] ?? "");
                var state = _extensions.GetValueOrDefault((context, exten), new(context, exten, "", -1));
                await session.SucceedAsync(
                    action.ActionId,
                    "Message: Extension Status",
                    "Exten: " + exten,
                    "Context: " + context,
                    "Hint: " + state.Hint,
                    string.Create(CultureInfo.InvariantCulture, $"Status: {state.Status}"));
                break;
            case "DeviceStateList":
                await session.SendDevicesAsync(action.ActionId, Devices.OrderBy(device => device.Key, StringComparer.Ordinal).Select(device => (device.Key, device.Value)));
                break;
            case "PresenceStateList":
                await session.SendPresencesAsync(
                    action.ActionId, Presences.OrderBy(presence => presence.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value.Status, one.Value.Message)));
                break;
            case "PresenceState":
                var (status, message) = Presences.GetValueOrDefault(action["Provider"]!, ("not_set", ""));
                await session.SucceedAsync(action.ActionId, "Message: Presence State", "State: " + status, "Subtype: ", "PresenceMessage: " + message);
                break;
            case "DBGet" when Database.TryGetValue((action["Family"]!, action["Key"]!), out var value):
                await session.SendDatabaseValueAsync(action.ActionId, action["Family"]!, action["Key"]!, value);
                break;
            case "DBGet":
                await session.RefuseAsync(action.ActionId, "Database entry not found");
                break;
            case "DBGetTree":
                await session.StartListAsync(action.ActionId);
                foreach (var (id, json) in Contacts.OrderBy(contact => contact.Key, StringComparer.Ordinal))
                    await session.SendAsync("Event: DBGetTreeResponse", "Key: /registrar/contact/" + id, "Val: " + json, "ActionID: " + action.ActionId);
                await session.SendAsync("Event: DBGetTreeComplete", "ActionID: " + action.ActionId, "EventList: Complete", "ListItems: 1");
                break;
            case "VoicemailUsersList" when !Mailboxes.IsEmpty:
                await session.StartListAsync(action.ActionId);
                foreach (var (number, (unheard, heard)) in Mailboxes)
                {
                    await session.SendAsync("Event: VoicemailUserEntry", "ActionID: " + action.ActionId, "VMContext: default", "VoiceMailbox: " + number,
                        string.Create(CultureInfo.InvariantCulture, $"NewMessageCount: {unheard}"), string.Create(CultureInfo.InvariantCulture, $"OldMessageCount: {heard}"));
                }

                await session.SendAsync("Event: VoicemailUserEntryComplete", "ActionID: " + action.ActionId, "EventList: Complete", "ListItems: 1");
                break;
            case "Getvar" when Functions.TryGetValue(action["Variable"]!, out var result):
                await session.SucceedAsync(action.ActionId, "Variable: " + action["Variable"], "Value: " + result);
                break;
            case "Getvar" when action["Variable"]!.StartsWith("PJSIP_AOR(", StringComparison.Ordinal) || action["Variable"]!.StartsWith("PJSIP_CONTACT(", StringComparison.Ordinal):
                await session.SucceedAsync(action.ActionId, "Variable: " + action["Variable"], "Value: ");
                break;
            case "Getvar" when !action["Variable"]!.EndsWith(",callerid)", StringComparison.Ordinal) && action["Variable"]!.StartsWith("PJSIP_ENDPOINT(", StringComparison.Ordinal):
                await session.SucceedAsync(action.ActionId, "Variable: " + action["Variable"], "Value: ");
                break;
            case "Getvar" when action["Variable"]!.StartsWith("PJSIP_ENDPOINT(", StringComparison.Ordinal):
                var endpoint = action["Variable"]!["PJSIP_ENDPOINT(".Length..].Split(',')[0];
                await session.SucceedAsync(action.ActionId, "Variable: " + action["Variable"], "Value: " + CallerIds.GetValueOrDefault(endpoint, ""));
                break;
            case "Getvar":
                var device = action["Variable"]!["DEVICE_STATE(".Length..^1];
                await session.SucceedAsync(action.ActionId, "Variable: " + action["Variable"], "Value: " + Devices.GetValueOrDefault(device, "INVALID"));
                break;
            case "Ping":
                await session.SucceedAsync(action.ActionId, "Ping: Pong", "Timestamp: 1795225331.261707");
                await AfterPong(session);
                break;
            case "Logoff":
                await session.SendAsync("Response: Goodbye", "ActionID: " + action.ActionId, "Message: Thanks for all the fish.");
                break;
            default:
                await session.RefuseAsync(action.ActionId, $"Invalid/unknown command: {action.Name}. Use Action: ListCommands to show available commands.");
                break;
        }
    }
}
