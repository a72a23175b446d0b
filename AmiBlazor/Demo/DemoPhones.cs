using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>
/// The phones behind the demo PBX's hints and their mailboxes, as an Asterisk with <c>res_pjsip</c> and <c>app_voicemail</c> tells of them: every phone is
/// registered unless it is unplugged. Addresses are those of documentation (RFC 5737).
/// </summary>
internal sealed class DemoPhones
{
    private const string Contact = "PJSIP_CONTACT(";
    private const string Aor = "PJSIP_AOR(";
    private const string Endpoint = "PJSIP_ENDPOINT(";

    private static readonly string[] UserAgents = ["Yealink SIP-T46U 108.86.0.90", "snomD785/10.1.198.19", "Grandstream GXP2170 1.0.11.79", "Linphone-Desktop/5.2.6"];

    // Those that were unplugged when they were last looked at.
    private readonly ConcurrentDictionary<DemoExtension, bool> _unplugged = new();

    /// <summary>Writes the answer to an action that is about phones; false for any other.</summary>
    /// <param name="output">Takes the answer.</param>
    /// <param name="action">The action.</param>
    /// <param name="extensions">The extensions.</param>
    /// <param name="now">The time.</param>
    public static bool TryAnswer(IBufferWriter<byte> output, DemoAction action, IReadOnlyList<DemoExtension> extensions, DateTimeOffset now)
    {
        switch (action["Action"]!.ToUpperInvariant())
        {
            case "DBGETTREE":
                Contacts(output, action, extensions, now);
                return true;
            case "VOICEMAILUSERSLIST":
                Mailboxes(output, action, extensions);
                return true;
            case "GETVAR" when action["Variable"] is { } function && Value(function, extensions) is { } value:
                output.Response("Success", action).Header("Variable", function).Header("Value", value).EndOfMessage();
                return true;
            default:
                return false;
        }
    }

    /// <summary>The event of class <c>system</c> for a change of an extension; null when its phone stays where it is.</summary>
    public DemoEvent? Change(DemoExtension extension, DemoState state)
    {
        var isUnplugged = state == DemoState.Unavailable;
        if (isUnplugged ? !_unplugged.TryAdd(extension, true) : !_unplugged.TryRemove(extension, out _)) return null;
        return new DemoEvent("ContactStatus", () => Event(extension, isUnplugged), DemoEventMasks.System);
    }

    private static byte[] Event(DemoExtension extension, bool isUnplugged)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var name = NameOf(extension);
        return output.Header("Event", "ContactStatus").Header("Privilege", "system,all").Header("URI", Uri(extension))
            .Header("ContactStatus", isUnplugged ? "Removed" : "Reachable").Header("AOR", name).Header("EndpointName", name)
            .Header("RoundtripUsec", isUnplugged ? "0" : Microseconds(extension)).Bytes();
    }

    private static void Contacts(IBufferWriter<byte> output, DemoAction action, IReadOnlyList<DemoExtension> extensions, DateTimeOffset now)
    {
        var id = Start(output, action, "Result will follow");
        var count = 0;
        if (action["Family"] is "registrar" && action["Key"] is null or "contact")
        {
            foreach (var extension in extensions.Where(extension => extension.State != DemoState.Unavailable))
            {
                var number = NumberOf(extension);
                var expires = now.ToUnixTimeSeconds() + 600 + (number * 7 % 3000);
                output.Header("Event", "DBGetTreeResponse").Header("Key", "/registrar/contact/" + Id(extension))
                    .Header("Val", string.Create(CultureInfo.InvariantCulture,
                        $$"""{"via_addr":"{{Address(extension)}}","endpoint":"{{NameOf(extension)}}","via_port":"5060","uri":"{{Uri(extension)}}","qualify_frequency":"60","user_agent":"{{UserAgents[number % UserAgents.Length]}}","expiration_time":"{{expires}}"}"""))
                    .Text(id).EndOfMessage();
                count++;
            }
        }

        Complete(output, "DBGetTreeComplete", id, count);
    }

    private static void Mailboxes(IBufferWriter<byte> output, DemoAction action, IReadOnlyList<DemoExtension> extensions)
    {
        var id = Start(output, action, "Voicemail user list will follow");
        var owners = extensions.Where(HasMailbox).ToList();
        foreach (var owner in owners)
        {
            var number = NumberOf(owner);
            output.Header("Event", "VoicemailUserEntry").Text(id).Header("VMContext", "default").Header("VoiceMailbox", NameOf(owner))
                .Header("NewMessageCount", Text(number % 5 == 0 ? number % 4 : 0)).Header("OldMessageCount", Text(number % 7)).EndOfMessage();
        }

        Complete(output, "VoicemailUserEntryComplete", id, owners.Count);
    }

    /// <summary>The value of a function about phones: empty where there is nothing; null for another function, which the account may not read.</summary>
    private static string? Value(string function, IReadOnlyList<DemoExtension> extensions)
    {
        if (function is not [.. var call, ')']) return null;
        var (open, comma) = (call.IndexOf('(', StringComparison.Ordinal) + 1, call.LastIndexOf(','));
        if (comma < open) return null;
        var field = call[(comma + 1)..];
        var phone = Find(call[open..comma].Split(';')[0], extensions);
        var isPlugged = phone is { State: not DemoState.Unavailable };
        return (call[..open], field) switch
        {
            (Contact, "rtt") => isPlugged ? Microseconds(phone!) : "N/A",
            (Contact, "status") => isPlugged ? "Reachable" : "",
            (Contact, "uri") => isPlugged ? Uri(phone!) : "",
            (Contact, _) => "",
            (Aor, "contact") => isPlugged ? Id(phone!) : "",
            (Aor, _) => "",
            (Endpoint, "aors") => phone is null ? "" : NameOf(phone),
            (Endpoint, "mailboxes") => phone is not null && HasMailbox(phone) ? NameOf(phone) + "@default" : "",
            _ => null,
        };
    }

    private static string Start(IBufferWriter<byte> output, DemoAction action, string message)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", message).EndOfMessage();
        return action["ActionID"] is { } given ? $"ActionID: {given}\r\n" : "";
    }

    private static void Complete(IBufferWriter<byte> output, string name, string id, int count) =>
        output.Header("Event", name).Text(id).Header("EventList", "Complete").Header("ListItems", Text(count)).EndOfMessage();

    private static DemoExtension? Find(string name, IReadOnlyList<DemoExtension> extensions) =>
        extensions.FirstOrDefault(extension => string.Equals(NameOf(extension), name, StringComparison.Ordinal));

    private static bool HasMailbox(DemoExtension extension) => NumberOf(extension) % 3 != 1;

    private static string NameOf(DemoExtension extension) => extension.Device["PJSIP/".Length..];

    private static int NumberOf(DemoExtension extension) => int.Parse(extension.Exten, CultureInfo.InvariantCulture);

    private static string Id(DemoExtension extension) => string.Create(CultureInfo.InvariantCulture, $"{NameOf(extension)};@{NumberOf(extension):x32}");

    private static string Uri(DemoExtension extension) => $"sip:{NameOf(extension)}@{Address(extension)}:5060";

    private static string Address(DemoExtension extension)
    {
        var network = string.Equals(extension.Context, DemoFloor.MainContext, StringComparison.Ordinal) ? "192.0.2" : "198.51.100";
        return string.Create(CultureInfo.InvariantCulture, $"{network}.{10 + (NumberOf(extension) % 240)}");
    }

    private static string Microseconds(DemoExtension extension) => Text(900 + (NumberOf(extension) * 37 % 14_000));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
