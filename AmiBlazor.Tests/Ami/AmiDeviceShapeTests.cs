using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

/// <summary>The events of phones and mailboxes, as Asterisk 16 and 22 have written them, and what looks like them.</summary>
public sealed class AmiDeviceShapeTests
{
    private const string Contact =
        "Event: ContactStatus|Privilege: system,all|URI: sip:1001@192.0.2.7:5060|ContactStatus: Reachable|AOR: 1001|EndpointName: 1001|RoundtripUsec: 602";

    private const string Peer = "Event: PeerStatus|Privilege: system,all|ChannelType: SIP|Peer: SIP/2001|PeerStatus: Registered|Address: 192.0.2.8:5060";
    private const string Messages = "Event: MessageWaiting|Privilege: call,all|Mailbox: 1001@default|Waiting: 1|New: 2|Old: 5";

    private const string Channel =
        "Channel: PJSIP/1001-00000000|ChannelState: 6|ChannelStateDesc: Up|CallerIDNum: 1001|CallerIDName: Anna Adler|ConnectedLineNum: <unknown>|ConnectedLineName: <unknown>|Language: en|AccountCode: |Context: c|Exten: 670|Priority: 2|Uniqueid: 1795893425.0|Linkedid: 1795893425.0|";

    [Theory]
    [InlineData("Reachable", "602", nameof(ContactState.Reachable), 602)]
    [InlineData("Unreachable", "0", nameof(ContactState.Unreachable), null)]
    [InlineData("NonQualified", "0", nameof(ContactState.Unqualified), null)]
    [InlineData("Removed", "0", nameof(ContactState.Removed), null)]
    public void A_contact_is_read(string word, string time, string state, int? microseconds)
    {
        var read = Read(Contact.Replace(": Reachable", ": " + word, StringComparison.Ordinal).Replace("602", time, StringComparison.Ordinal));

        Assert.Equal(
            new DeviceEvent.Contact(
                "1001", "sip:1001@192.0.2.7:5060", Enum.Parse<ContactState>(state), microseconds is { } count ? TimeSpan.FromMicroseconds(count) : null),
            read);
    }

    [Fact]
    public void A_contact_is_read_without_its_round_trip() => Assert.NotNull(Read(Contact.Replace("|RoundtripUsec: 602", "", StringComparison.Ordinal)));

    [Fact]
    public void A_peer_is_read()
    {
        Assert.Equal(new DeviceEvent.Peer("SIP/2001", PeerState.Registered, "192.0.2.8:5060", null), Read(Peer));
        Assert.Equal(
            new DeviceEvent.Peer("SIP/2001", PeerState.Reachable, "", TimeSpan.FromMilliseconds(12)),
            Read("Event: PeerStatus|Privilege: system,all|ChannelType: SIP|Peer: SIP/2001|PeerStatus: Lagged|Time: 12"));
        Assert.Equal(
            new DeviceEvent.Peer("PJSIP/1001", PeerState.Unreachable, "", null),
            Read("Event: PeerStatus|Privilege: system,all|ChannelType: PJSIP|Peer: PJSIP/1001|PeerStatus: Unreachable"));
    }

    [Fact]
    public void Messages_are_read_with_and_without_the_channel_that_left_them()
    {
        Assert.Equal(new DeviceEvent.Messages("1001@default", 2, 5), Read(Messages));
        Assert.Equal(new DeviceEvent.Messages("1001@default", 2, 5), Read(Messages.Replace("Mailbox", Channel + "Mailbox", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Contact, "system,all", "call,all")]
    [InlineData(Contact, "URI: sip:1001@192.0.2.7:5060", "URI: ")]
    [InlineData(Contact, "URI: sip:1001@192.0.2.7:5060", "URI: sip:1001|ContactStatus: Removed")]
    [InlineData(Contact, "ContactStatus: Reachable", "ContactStatus: Gone")]
    [InlineData(Contact, "EndpointName: 1001", "EndpointName: ")]
    [InlineData(Contact, "EndpointName: 1001", "EndpointName: 1001|EndpointName: 1002")]
    [InlineData(Contact, "RoundtripUsec: 602", "RoundtripUsec: soon")]
    [InlineData(Contact, "RoundtripUsec: 602", "RoundtripUsec: 602|X: y")]
    [InlineData(Contact, "AOR: 1001", "no header")]
    [InlineData(Contact, "AOR: 1001", "AOR: 1001\0")]
    [InlineData(Peer, "Peer: SIP/2001", "Peer: ")]
    [InlineData(Peer, "PeerStatus: Registered", "PeerStatus: Free")]
    [InlineData(Peer, "Address: 192.0.2.8:5060", "Address: 192.0.2.8:5060|Event: x")]
    [InlineData(Messages, "call,all", "system,all")]
    [InlineData(Messages, "New: 2", "New: -2")]
    [InlineData(Messages, "New: 2", "New: two")]
    [InlineData(Messages, "Mailbox: 1001@default", "Mailbox: ")]
    [InlineData(Messages, "Old: 5", "Old: 5|Old: 6")]
    [InlineData(Messages, "Mailbox", "Channel: x|Mailbox")]
    public void What_is_not_in_its_exact_shape_is_not_read(string text, string part, string instead)
    {
        Assert.NotNull(Read(text));
        Assert.Null(Read(text.Replace(part, instead, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_address_of_ten_kilobytes_is_too_long_and_one_of_a_kilobyte_is_cut_for_people()
    {
        Assert.Null(Read(Contact.Replace("sip:1001", "sip:" + new string('x', 10_240), StringComparison.Ordinal)));

        var uri = Assert.IsType<DeviceEvent.Contact>(Read(Contact.Replace("sip:1001", "sip:" + new string('x', 1024), StringComparison.Ordinal))).Uri;
        Assert.Equal(301, uri.Length);
    }

    [Fact]
    public void Mutated_events_are_read_or_not_but_never_do_harm()
    {
        var random = new Random(20_261_129);
        var known = 0;
        foreach (var seed in new[] { Contact, Peer, Messages, Messages.Replace("Mailbox", Channel + "Mailbox", StringComparison.Ordinal) })
        {
            for (var i = 0; i < 5_000; i++)
            {
                var bytes = Encoding.UTF8.GetBytes(seed.Replace("|", "\r\n", StringComparison.Ordinal) + "\r\n\r\n");
                for (var changes = random.Next(4); changes > 0; changes--) bytes[random.Next(bytes.Length - 4)] = (byte)random.Next(256);
                var frame = new AmiFrame(new AmiLimits());
                if (AmiMessageReader.Read(bytes, frame, out var message, out _) != AmiReadResult.Message || !AmiDeviceShape.Knows(message.Value(0))) continue;
                if (!AmiDeviceShape.TryRead(message, out var read, out _)) continue;
                known++;
                Assert.DoesNotContain(read!.ToString(), char.IsControl);
            }
        }

        Assert.True(known > 5_000, $"Only {known} were read.");
    }

    [Fact]
    public void Whatever_follows_a_contact_begins_where_it_seems_to_because_its_address_stays_escaped()
    {
        TryRead(Contact.Replace("1001@", "1001" + string.Concat(Enumerable.Repeat("%0d%0a", 100)) + "@", StringComparison.Ordinal), out _, out var isPlain);

        Assert.True(isPlain);
    }

    private static DeviceEvent? Read(string text) => TryRead(text, out var read, out _) ? read : null;

    private static bool TryRead(string text, out DeviceEvent? read, out bool isPlain)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("|", "\r\n", StringComparison.Ordinal) + "\r\n\r\n");
        Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(bytes, new AmiFrame(new AmiLimits()), out var message, out _));
        return AmiDeviceShape.TryRead(message, out read, out isPlain);
    }
}
