using AmiBlazor.Ami;
using AmiBlazor.Devices;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Devices;

/// <summary>What is known of a phone from events, lists and answers, in whatever order they come.</summary>
public sealed class DeviceTrackerTests
{
    private const string Uri = "sip:1001@192.0.2.7:5060";

    private readonly DeviceTracker _tracker = new();

    public DeviceTrackerTests() => _tracker.Follow(["PJSIP/1001&Custom:DND1001", "pjsip/1002", "SIP/2001", "Custom:1003", "Local/1@x"]);

    private Phone Anna => _tracker.Find("PJSIP/1001")!;

    private Phone Sam => _tracker.Find("SIP/2001")!;

    [Fact]
    public void Only_phones_of_hints_are_known()
    {
        Assert.Equal(["PJSIP/1001", "SIP/2001", "pjsip/1002"], _tracker.Phones.Select(phone => phone.Device).Order(StringComparer.Ordinal));
        Assert.False(_tracker.Apply(new DeviceEvent.Contact("1009", Uri, ContactState.Reachable, null), Noon));
        Assert.True(_tracker.Apply(new DeviceEvent.Contact("1002", Uri, ContactState.Reachable, null), Noon));

        Assert.Equal(3, _tracker.Phones.Count);
        Assert.Equal(PhoneStanding.Registered, _tracker.Find("PJSIP/1002")!.Standing);
        Assert.True(_tracker.Follow(["PJSIP/1004"]));
        Assert.Equal("PJSIP/1004", Assert.Single(_tracker.Phones).Device);
    }

    [Fact]
    public void A_phone_that_registers_and_leaves_is_gone_since_then_exactly()
    {
        Assert.True(Heard(ContactState.Unqualified, Noon));
        Assert.Equal((PhoneStanding.Registered, Noon, false), (Anna.Standing, Anna.Since, Anna.IsAtLeast));
        Assert.False(Heard(ContactState.Reachable, Noon.AddSeconds(1), TimeSpan.FromMilliseconds(3)));

        var contact = Assert.Single(Anna.Contacts);
        Assert.Equal(("192.0.2.7", 5060, true, 3.0), (contact.Address, contact.Port, contact.Answers, contact.RoundTrip?.TotalMilliseconds));
        Assert.Equal(Noon, Anna.Since);

        Heard(ContactState.Unreachable, Noon.AddMinutes(1));
        Assert.Equal((PhoneStanding.Unreachable, Noon.AddMinutes(1), false, null), (Anna.Standing, Anna.Since, Anna.IsAtLeast, Anna.Contacts[0].RoundTrip));
        Heard(ContactState.Removed, Noon.AddMinutes(2));

        Assert.Equal((PhoneStanding.Unregistered, Noon.AddMinutes(2), false), (Anna.Standing, Anna.Since, Anna.IsAtLeast));
        Assert.Empty(Anna.Contacts);
    }

    [Fact]
    public void A_list_tells_what_no_event_did_and_that_it_has_been_so_at_least_since_then()
    {
        Load(Noon, Row());

        Assert.Equal((PhoneStanding.Registered, Noon, true), (Anna.Standing, Anna.Since, Anna.IsAtLeast));
        Assert.Equal(("Phone/1", "10.0.0.5", Noon.AddHours(1)), (Anna.Contacts[0].UserAgent, Anna.Contacts[0].OwnAddress, Anna.Contacts[0].ExpiresAt));
        Assert.Equal(PhoneStanding.Unknown, _tracker.Find("PJSIP/1002")!.Standing);
        Load(Noon.AddMinutes(5));

        Assert.Equal((PhoneStanding.Unregistered, Noon.AddMinutes(5), true), (Anna.Standing, Anna.Since, Anna.IsAtLeast));
        Load(Noon.AddMinutes(10));
        Assert.Equal(Noon.AddMinutes(5), Anna.Since);
    }

    [Fact]
    public void A_list_keeps_what_events_told_of_the_same_contact()
    {
        Heard(ContactState.Reachable, Noon, TimeSpan.FromMilliseconds(7));

        Load(Noon.AddMinutes(5), Row());

        Assert.Equal((Noon, false, 7.0, "Phone/1"), (Anna.Since, Anna.IsAtLeast, Anna.Contacts[0].RoundTrip?.TotalMilliseconds, Anna.Contacts[0].UserAgent));
    }

    [Fact]
    public void An_event_during_a_list_wins_and_asks_for_another_one()
    {
        Load(Noon, Row());
        _tracker.BeginList();
        Heard(ContactState.Removed, Noon.AddSeconds(1));

        Assert.True(_tracker.Load(new ContactList([Row()], IsWhole: true), Noon.AddSeconds(2)));
        Assert.Equal((PhoneStanding.Unregistered, Noon.AddSeconds(1)), (Anna.Standing, Anna.Since));
        Load(Noon.AddSeconds(3));
        Assert.Equal((PhoneStanding.Unregistered, Noon.AddSeconds(1), false), (Anna.Standing, Anna.Since, Anna.IsAtLeast));
    }

    [Fact]
    public void A_list_with_a_row_that_could_not_be_read_lets_nobody_go()
    {
        Load(Noon, Row());

        _tracker.BeginList();
        _tracker.Load(new ContactList([], IsWhole: false), Noon.AddMinutes(5));

        Assert.Equal(PhoneStanding.Registered, Anna.Standing);
        Assert.Null(Assert.Single(Anna.Contacts).Id);
    }

    [Fact]
    public void Of_two_contacts_one_may_go_or_fall_silent()
    {
        Load(Noon, Row(), Row() with { Id = "1001;@b", Uri = "sip:1001@192.0.2.9" });
        Heard(ContactState.Unreachable, Noon.AddSeconds(1));
        Assert.Equal(PhoneStanding.Registered, Anna.Standing);

        Heard(ContactState.Removed, Noon.AddSeconds(2));
        Assert.Equal(PhoneStanding.Registered, Anna.Standing);
        Assert.Equal(("192.0.2.9", 0), (Anna.Contacts[0].Address, Anna.Contacts[0].Port));

        Assert.False(_tracker.Apply(new DeviceEvent.Contact("1001", "sip:1001@192.0.2.9", ContactState.Removed, null), Noon.AddSeconds(3)));
        Assert.Equal((PhoneStanding.Unregistered, Noon.AddSeconds(3)), (Anna.Standing, Anna.Since));
    }

    [Fact]
    public void That_an_unknown_contact_ended_says_nothing_of_others_and_is_asked()
    {
        Assert.True(Heard(ContactState.Removed, Noon));

        Assert.Equal(PhoneStanding.Unknown, Anna.Standing);
    }

    [Fact]
    public void An_answer_that_is_older_than_an_event_does_not_count()
    {
        Load(Noon, Row());
        var asked = Anna;
        Heard(ContactState.Unreachable, Noon.AddSeconds(1));

        _tracker.Answer(asked, Uri, TimeSpan.FromMilliseconds(3), Noon.AddSeconds(2));
        Assert.Equal(PhoneStanding.Unreachable, Anna.Standing);
        _tracker.Answer(Anna, Uri, TimeSpan.FromMilliseconds(3), Noon.AddSeconds(3));

        Assert.Equal((PhoneStanding.Registered, true), (Anna.Standing, Anna.Contacts[0].Answers));
        _tracker.Answer(Anna, Uri, null, Noon.AddSeconds(4));
        Assert.Equal((PhoneStanding.Unreachable, Noon.AddSeconds(4), true), (Anna.Standing, Anna.Since, Anna.IsAtLeast));
    }

    [Fact]
    public void A_phone_that_no_list_has_is_told_by_its_own_answer()
    {
        _tracker.Answer(Anna, [], Noon);
        Assert.Equal((PhoneStanding.Unregistered, Noon, true), (Anna.Standing, Anna.Since, Anna.IsAtLeast));

        _tracker.Answer(Anna, [DeviceTracker.Contact("sip:192.0.2.30") with { Id = "1001@@a", IsFixed = true }], Noon.AddHours(1));
        Assert.Equal(PhoneStanding.Unknown, Anna.Standing);
        Load(Noon.AddHours(2));
        Assert.Equal("192.0.2.30", Assert.Single(Anna.Contacts).Address);
    }

    [Fact]
    public void What_events_told_of_a_contact_stays_when_it_is_asked_about()
    {
        Heard(ContactState.Reachable, Noon, TimeSpan.FromMilliseconds(7));

        _tracker.Answer(Anna, [DeviceTracker.Contact(Uri) with { Id = "1001;@a", UserAgent = "Phone/1" }], Noon.AddSeconds(1));

        Assert.Equal(("Phone/1", true, 7.0, Noon), (Anna.Contacts[0].UserAgent, Anna.Contacts[0].Answers, Anna.Contacts[0].RoundTrip?.TotalMilliseconds, Anna.Since));
    }

    [Fact]
    public void The_contacts_of_a_phone_are_bounded()
    {
        for (var i = 0; i < 1000; i++) _tracker.Apply(new DeviceEvent.Contact("1001", $"sip:1001@192.0.2.7:{i}", ContactState.Reachable, null), Noon);
        Assert.Equal(DeviceTracker.MostContacts, Anna.Contacts.Count);

        Load(Noon, [.. Enumerable.Range(0, 1000).Select(i => Row() with { Uri = $"sip:1001@192.0.2.8:{i}" })]);
        Assert.Equal(DeviceTracker.MostContacts, Anna.Contacts.Count);
    }

    [Fact]
    public void A_peer_of_chan_sip_registers_answers_and_leaves()
    {
        _tracker.BeginList();
        _tracker.Load([new PeerRow("2001", "", 0, IsRegistering: true, PeerState.Unknown, null)], Noon);
        Assert.Equal((PhoneStanding.Unregistered, true), (Sam.Standing, Sam.IsAtLeast));

        Assert.True(_tracker.Apply(new DeviceEvent.Peer("SIP/2001", PeerState.Registered, "192.0.2.8:5070", null), Noon.AddSeconds(1)));
        _tracker.Answer(Sam, "Old/1");
        _tracker.Apply(new DeviceEvent.Peer("SIP/2001", PeerState.Reachable, "", TimeSpan.FromMilliseconds(9)), Noon.AddSeconds(2));
        Assert.Equal((PhoneStanding.Registered, Noon.AddSeconds(1), false), (Sam.Standing, Sam.Since, Sam.IsAtLeast));
        Assert.Equal(("192.0.2.8", 5070, "Old/1", 9.0), (Sam.Contacts[0].Address, Sam.Contacts[0].Port, Sam.Contacts[0].UserAgent, Sam.Contacts[0].RoundTrip?.TotalMilliseconds));

        _tracker.BeginList();
        _tracker.Load([new PeerRow("2001", "192.0.2.8", 5070, IsRegistering: true, PeerState.Reachable, TimeSpan.FromMilliseconds(8))], Noon.AddMinutes(5));
        Assert.Equal(("Old/1", Noon.AddSeconds(1)), (Sam.Contacts[0].UserAgent, Sam.Since));
        _tracker.Apply(new DeviceEvent.Peer("SIP/2001", PeerState.Unreachable, "", null), Noon.AddMinutes(6));
        Assert.Equal(PhoneStanding.Unreachable, Sam.Standing);
        _tracker.Apply(new DeviceEvent.Peer("SIP/2001", PeerState.Unregistered, "", null), Noon.AddMinutes(7));

        Assert.Equal((PhoneStanding.Unregistered, Noon.AddMinutes(7), false), (Sam.Standing, Sam.Since, Sam.IsAtLeast));
        Assert.False(_tracker.Apply(new DeviceEvent.Peer("PJSIP/1001", PeerState.Reachable, "", null), Noon));
    }

    [Fact]
    public void A_new_connection_knows_nothing_of_before()
    {
        Heard(ContactState.Reachable, Noon);

        _tracker.Begin();

        Assert.Equal((PhoneStanding.Unknown, 0), (Anna.Standing, Anna.Contacts.Count));
    }

    [Fact]
    public void Messages_are_those_of_the_newest_word_and_mailboxes_are_bounded()
    {
        var mailboxes = _tracker.Mailboxes;
        Assert.True(mailboxes.Apply(new DeviceEvent.Messages("1001", 1, 0)));
        Assert.False(mailboxes.Apply(new DeviceEvent.Messages("1001@default", 2, 0)));
        _tracker.BeginList();
        mailboxes.Apply(new DeviceEvent.Messages("1002@default", 4, 4));
        mailboxes.Load([new DeviceEvent.Messages("1001@default", 0, 3), new DeviceEvent.Messages("1002@default", 0, 0)]);

        Assert.Equal([new Mailbox("1001@default", 0, 3), new Mailbox("1002@default", 4, 4)], mailboxes.Take().Values.OrderBy(mailbox => mailbox.Name, StringComparer.Ordinal));
        for (var i = 0; i < MailboxTracker.Most + 10; i++) mailboxes.Apply(new DeviceEvent.Messages($"{i}@x", 1, 1));
        Assert.Equal(MailboxTracker.Most, mailboxes.Take().Count);
    }

    [Fact]
    public void Nothing_is_published_that_has_not_changed()
    {
        Load(Noon, Row());
        _tracker.Take(Server);

        Load(Noon.AddMinutes(5), Row());

        Assert.False(_tracker.IsChanged);
    }

    private bool Heard(ContactState state, DateTimeOffset at, TimeSpan? roundTrip = null) =>
        _tracker.Apply(new DeviceEvent.Contact("1001", Uri, state, roundTrip), at);

    private void Load(DateTimeOffset at, params IReadOnlyList<ContactRow> rows)
    {
        _tracker.BeginList();
        Assert.False(_tracker.Load(new ContactList(rows, IsWhole: true), at));
    }

    private static ContactRow Row() => new("1001;@a", "1001", Uri, "10.0.0.5", "Phone/1", Noon.AddHours(1), IsQualified: true);
}
