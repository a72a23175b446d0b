using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Devices;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

/// <summary>What the drawer says of an extension's phones and mailboxes.</summary>
public sealed class ExtensionPhonesTests : IAsyncLifetime
{
    private static readonly PhoneContact Contact = new("sip:1001@192.0.2.7:5060")
    {
        Address = "192.0.2.7",
        Port = 5060,
        OwnAddress = "10.0.0.5",
        UserAgent = "Phone <b>/1",
        Answers = true,
        RoundTrip = TimeSpan.FromMilliseconds(3.4),
        ExpiresAt = Noon.AddHours(1),
    };

    private static readonly Phone Anna = new("PJSIP/1001") { Standing = PhoneStanding.Registered, Since = Noon.AddMinutes(-5), Contacts = [Contact] };

    private DrawerBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await DrawerBench.CreateAsync();
        await _bench.ApplyAsync(Noon.AddHours(-2), Row("1001"));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void Where_the_PBX_says_nothing_the_drawer_says_nothing()
    {
        Publish([new Phone("PJSIP/1001")]);

        Assert.Empty(_bench.Open().FindAll(".phones"));
    }

    [Fact]
    public void A_registered_phone_is_told_with_all_that_is_known()
    {
        Publish([Anna], new Mailbox("1001@default", 2, 5));

        Assert.Equal(
            [
                "Registration: Registered since 11:55:00", "Address: 192.0.2.7:5060 10.0.0.5 in its own network", "User agent: Phone <b>/1", "Round trip: 3.4 ms",
                "Registered until: 13:00:00", "Voicemail: 2 new, 5 old 1001@default",
            ],
            Facts(_bench.Open()));
    }

    [Fact]
    public void A_viewer_sees_no_address()
    {
        Publish([Anna]);

        var drawer = _bench.Open(_bench.Find(), Roles.Viewer);

        Assert.Equal(["Registration: Registered since 11:55:00", "User agent: Phone <b>/1", "Round trip: 3.4 ms", "Registered until: 13:00:00"], Facts(drawer));
        Assert.DoesNotContain("192.0.2.7", drawer.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.5", drawer.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changes_is_shown_at_once()
    {
        Publish([Anna]);
        var drawer = _bench.Open();

        Publish([Anna with { Standing = PhoneStanding.Unreachable, Since = Noon.AddMinutes(-1), Contacts = [Contact with { Answers = false, RoundTrip = null, ExpiresAt = null }] }]);
        drawer.Eventually(() => Assert.Equal("Registration: Registered, but does not answer since 11:59:00", Facts(drawer)[0]));
        Publish([Anna with { Standing = PhoneStanding.Unregistered, Since = Noon, IsAtLeast = true, Contacts = [] }]);

        drawer.Eventually(() => Assert.Equal(["Registration: Not registered since 12:00:00 at the latest"], Facts(drawer)));
    }

    [Fact]
    public async Task Of_a_phone_that_was_found_gone_the_history_of_its_extension_knows_since_when()
    {
        await _bench.ApplyAsync(Noon.AddHours(-1), Row("1001", 4));
        Publish([new Phone("PJSIP/1001") { Standing = PhoneStanding.Unregistered, Since = Noon.AddMinutes(-2), IsAtLeast = true }]);

        Assert.Equal(["Registration: Not registered since 11:00:00"], Facts(_bench.Open()));
    }

    [Fact]
    public void Several_phones_and_contacts_are_told_apart_and_a_fixed_address_is_no_registration()
    {
        var row = _bench.Find() with { Hint = "PJSIP/1001&PJSIP/1009" };
        Publish(
        [
            Anna with { Contacts = [Contact with { OwnAddress = "", ExpiresAt = null }, Contact with { Address = "2001:db8::7", OwnAddress = "", UserAgent = "", Answers = false, RoundTrip = null, ExpiresAt = null }] },
            new Phone("PJSIP/1009") { Contacts = [new PhoneContact("sip:192.0.2.30") { Address = "192.0.2.30", IsFixed = true }] },
        ]);

        Assert.Equal(
            [
                "Device: PJSIP/1001", "Registration: Registered since 11:55:00", "Address: 192.0.2.7:5060", "User agent: Phone <b>/1", "Round trip: 3.4 ms",
                "Address: [2001:db8::7]:5060", "Round trip: does not answer", "Device: PJSIP/1009", "Registration: Fixed address", "Address: 192.0.2.30",
            ],
            Facts(_bench.Open(row)));
    }

    private static string[] Facts(IRenderedComponent<ExtensionDrawer> drawer) =>
        [.. drawer.FindAll(".phones dl > div").Select(fact => $"{fact.Children[0].TextContent.Trim()}: {string.Join(' ', fact.Children[1].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}")];

    private void Publish(IEnumerable<Phone> phones, params IEnumerable<Mailbox> mailboxes) => _bench.Page.Devices.Publish(new PbxDevices(
        Server, phones.ToDictionary(phone => phone.Device, StringComparer.OrdinalIgnoreCase), mailboxes.ToDictionary(mailbox => mailbox.Name, StringComparer.Ordinal)));
}
