using AmiBlazor.Board;
using AmiBlazor.Devices;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Devices;

/// <summary>Which phones and mailboxes are an extension's, and what of them a viewer sees.</summary>
public sealed class PbxDevicesTests
{
    private static readonly Phone Anna = new("PJSIP/1001")
    {
        Standing = PhoneStanding.Registered,
        Contacts = [new PhoneContact("sip:1001@192.0.2.7:5060") { Address = "192.0.2.7", Port = 5060, OwnAddress = "10.0.0.5", UserAgent = "Phone/1" }],
    };

    [Fact]
    public void The_phones_are_those_of_the_hint_whatever_the_case_of_its_letters()
    {
        var devices = Devices([Anna, new Phone("PJSIP/1002")]);

        Assert.Equal(["PJSIP/1001"], devices.PhonesOf(Extension("1001", "pjsip/1001&Custom:DND1001&PJSIP/1001")).Select(phone => phone.Device));
        Assert.Empty(devices.PhonesOf(Extension("1001", "Custom:1001")));
        Assert.Empty(devices.PhonesOf(Extension("1001", "PJSIP/1001") with { Present = false }));
    }

    [Theory]
    [InlineData("1001", "PJSIP/1001", "boss@office", "boss@office")]
    [InlineData("1001", "PJSIP/1001", null, "1001@default")]
    [InlineData("1001", "PJSIP/1001", "", "1001@default")]
    [InlineData("1001", "PJSIP/1001", "lost@default", "1001@default")]
    [InlineData("1001", "PJSIP/other", null, "")]
    [InlineData("1002", "PJSIP/1002", null, "")]
    [InlineData("1003", "PJSIP/1003", null, "")]
    public void A_mailbox_is_the_one_that_the_phone_names_or_the_only_one_of_its_number_and_never_guessed(string exten, string device, string? named, string expected)
    {
        var phone = new Phone(device) { Mailboxes = named?.Split(',', StringSplitOptions.RemoveEmptyEntries) };
        var devices = Devices([phone], new("boss@office", 1, 0), new("1001@default", 2, 3), new("1002@default", 0, 0), new("1002@office", 5, 5));

        Assert.Equal(expected, string.Join(' ', devices.MailboxesOf(Extension(exten, device)).Select(mailbox => mailbox.Name)));
    }

    [Fact]
    public void Who_may_not_see_addresses_sees_the_rest()
    {
        var devices = Devices([Anna, new Phone("PJSIP/1002")]);
        var row = Extension("1001", "PJSIP/1001&PJSIP/1002");

        Assert.Equal("192.0.2.7", Assert.Single(ShownPhones.Of(devices, row, withAddresses: true).Phones).Contacts[0].Address);
        var contact = Assert.Single(Assert.Single(ShownPhones.Of(devices, row, withAddresses: false).Phones).Contacts);
        Assert.Equal(new PhoneContact("") { UserAgent = "Phone/1" }, contact);
    }

    [Theory]
    [InlineData("sip:1001@192.0.2.7:5060;transport=udp", "192.0.2.7", 5060)]
    [InlineData("sips:1001@pbx.example", "pbx.example", 0)]
    [InlineData("sip:192.0.2.7", "192.0.2.7", 0)]
    [InlineData("sip:a;b?c@192.0.2.7", "192.0.2.7", 0)]
    [InlineData("sip:1001@[2001:db8::7]:5061", "2001:db8::7", 5061)]
    [InlineData("sip:x@df7jal23ls0d.invalid;transport=ws", null, 0)]
    [InlineData("tel:1001", null, 0)]
    [InlineData("sip:", null, 0)]
    [InlineData("sip:1001@<script>", null, 0)]
    [InlineData("sip:1001@192.0.2.7:70000", null, 0)]
    [InlineData("sip:1001@192.0.2.7:", null, 0)]
    [InlineData("", null, 0)]
    public void An_address_is_taken_out_of_a_URI(string uri, string? host, int port)
    {
        var found = SipAddress.OfUri(uri);

        Assert.Equal((host, port), (found?.Host, found?.Port ?? 0));
    }

    private static PbxDevices Devices(IEnumerable<Phone> phones, params IEnumerable<Mailbox> mailboxes) => new(
        Server, phones.ToDictionary(phone => phone.Device, StringComparer.OrdinalIgnoreCase), mailboxes.ToDictionary(mailbox => mailbox.Name, StringComparer.Ordinal));

    private static BoardRow Extension(string exten, string hint) =>
        new(1, new ExtensionKey(Server, Context, exten), hint, null, null, 0, true, Noon, null, Noon);
}
