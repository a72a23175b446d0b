using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Devices;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Devices;

/// <summary>Real phones on real Asterisks, followed with the account and the <c>eventfilter</c> of the README.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskDevicesTests
{
    private static readonly RealAsteriskAccount Account = new("amiblazor", "call,system,agent") { Lines = [AmiEventFilter.Line] };

    private static readonly string[] Functions = ["func_pjsip_endpoint", "func_pjsip_aor", "func_pjsip_contact"];

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_phone_is_followed_from_its_registration_to_its_end(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, Settings(qualifyFrequency: 1));
        await using var anna = new SipPhone(asterisk.SipPort, "1001") { UserAgent = "Phone <b>/1" };
        await anna.RegisterAsync();
        var started = DateTimeOffset.UtcNow;
        await using var app = await FollowedApp.StartAsync(asterisk.Server());

        // What a list has told, and what was asked: 1001 was there before us, 1002 is not registered, and of 1003 the configuration has the address.
        await app.UntilPhonesAsync(devices => devices.Phone("1001") is { Contacts: [{ RoundTrip: not null, ExpiresAt: not null }] }
            && devices.Phone("1002")?.Standing == PhoneStanding.Unregistered && devices.Phone("1003")?.Contacts is [{ IsFixed: true }]);
        var contact = app.Phones().Phone("1001")!.Contacts[0];
        Assert.Equal(("127.0.0.1", anna.Port, "Phone <b>/1", true, false), (contact.Address, contact.Port, contact.UserAgent, contact.Answers, contact.IsFixed));
        Assert.InRange(contact.RoundTrip!.Value, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(3));
        Assert.InRange(contact.ExpiresAt!.Value, started + TimeSpan.FromMinutes(50), started + TimeSpan.FromMinutes(70));
        Assert.Equal((PhoneStanding.Registered, true), (app.Phones().Phone("1001")!.Standing, app.Phones().Phone("1001")!.IsAtLeast));
        Assert.Equal((PhoneStanding.Unknown, "127.0.0.9"), (app.Phones().Phone("1003")!.Standing, app.Phones().Phone("1003")!.Contacts[0].Address));
        Assert.Equal(DevicesState.Live, app.App.Services.GetRequiredService<DeviceBoard>().HealthOf("real")!.State);

        // What events tell is exact, and the list that follows them adds what the phone calls itself.
        var at = DateTimeOffset.UtcNow;
        await using var ben = new SipPhone(asterisk.SipPort, "1002") { UserAgent = "Other/2", User = "b%0d%0a%0d%0aEvent%3a" };
        await ben.RegisterAsync();
        await app.UntilPhonesAsync(devices => devices.Phone("1002") is { Standing: PhoneStanding.Registered, Contacts: [{ UserAgent: "Other/2", RoundTrip: not null }] });
        Assert.False(app.Phones().Phone("1002")!.IsAtLeast);
        Assert.InRange(app.Phones().Phone("1002")!.Since!.Value, at, DateTimeOffset.UtcNow);

        at = DateTimeOffset.UtcNow;
        await ben.UnregisterAsync();
        await app.UntilPhonesAsync(devices => devices.Phone("1002") is { Standing: PhoneStanding.Unregistered, IsAtLeast: false, Contacts: [] });
        Assert.InRange(app.Phones().Phone("1002")!.Since!.Value, at, DateTimeOffset.UtcNow);

        // A phone that calls itself something of 10 KB makes its row of the list too long to read: it costs nobody else anything, and it is asked about.
        await using var boaster = new SipPhone(asterisk.SipPort, "1002") { UserAgent = new string('U', 10_240) };
        await boaster.RegisterAsync();
        await app.UntilPhonesAsync(devices => devices.Phone("1002") is { Standing: PhoneStanding.Registered, Contacts: [{ Answers: true, Id: not null, UserAgent.Length: 301 }] });
        Assert.Equal("Phone <b>/1", Assert.Single(app.Phones().Phone("1001")!.Contacts).UserAgent);

        anna.IsDeaf = true;
        await app.UntilPhonesAsync(devices => devices.Phone("1001") is { Standing: PhoneStanding.Unreachable, IsAtLeast: false, Contacts: [{ RoundTrip: null }] });
        Assert.Equal(0, app.Health.EventsDoubted);
    }

    [Fact]
    public async Task A_message_that_is_left_is_counted()
    {
        const int Version = 22;
        var settings = Settings(qualifyFrequency: 0);
        await using var asterisk = await Requirements.StartAsteriskAsync(Version, settings with
        {
            Modules = [.. settings.Modules, "app_voicemail"],
            Files = [.. settings.Files, ("voicemail.conf", "[general]\nformat = wav\nminsecs = 0\n[default]\n1001 => 1234,Anna Adler\n1002 => 1234,Ben Berg")],
        });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        await app.UntilPhonesAsync(devices => devices.Mailboxes.Count == 2 && devices.Phone("1001")?.Mailboxes is ["1001@default"]);
        Assert.Equal(new Mailbox("1001@default", 0, 0), app.Phones().Mailboxes["1001@default"]);

        await using var ben = new SipPhone(asterisk.SipPort, "1002", isHeard: true);
        var call = ben.Call("670");
        await call.AnsweredAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await call.HangUpAsync();

        await app.UntilPhonesAsync(devices => devices.Mailboxes["1001@default"].New == 1);
        var anna = app.Board.Rows("real").Single(row => row.Key.Exten == "1001");
        Assert.Equal([new Mailbox("1001@default", 1, 0)], app.Phones().MailboxesOf(anna));
    }

    [Fact]
    public async Task A_peer_of_chan_sip_is_followed_like_any_phone()
    {
        const int Version = 16;
        var port = FreePort.FindUdp();
        await using var asterisk = await Requirements.StartAsteriskAsync(Version, new RealAsteriskSettings
        {
            Accounts = [Account],
            Hints = [("from-internal", "2001", "SIP/2001"), ("from-internal", "2002", "SIP/2002")],
            Modules = ["res_rtp_asterisk", "chan_sip"],
            Files =
            [
                ("rtp.conf", "[general]\nrtpstart = 20000\nrtpend = 39999"), ("features.conf", "[general]"), ("udptl.conf", ""), ("acl.conf", ""), ("ccss.conf", ""), ("dnsmgr.conf", ""),
                ("indications.conf", ""), ("sip_notify.conf", ""), ("users.conf", ""),
                ("sip.conf", string.Create(CultureInfo.InvariantCulture,
                    $"[general]\nudpbindaddr = 127.0.0.1:{port}\ncontext = from-internal\nsrvlookup = no\n[2001]\ntype = friend\nhost = dynamic\nqualify = yes\nmailbox = 2001@default\n[2002]\ntype = friend\nhost = dynamic")),
            ],
        });
        await using var sam = new SipPhone(port, "2001") { UserAgent = "Old/1" };
        await sam.RegisterAsync();
        await using var app = await FollowedApp.StartAsync(asterisk.Server());

        await app.UntilPhonesAsync(devices => devices.Phone("2001") is { Standing: PhoneStanding.Registered, Contacts: [{ UserAgent: "Old/1" }], Mailboxes: ["2001@default"] }
            && devices.Phone("2002")?.Standing == PhoneStanding.Unregistered);
        Assert.Equal(("127.0.0.1", sam.Port), (app.Phones().Phone("2001")!.Contacts[0].Address, app.Phones().Phone("2001")!.Contacts[0].Port));
        await sam.UnregisterAsync();
        await app.UntilPhonesAsync(devices => devices.Phone("2001") is { Standing: PhoneStanding.Unregistered, IsAtLeast: false });
        await sam.RegisterAsync();
        await app.UntilPhonesAsync(devices => devices.Phone("2001") is { Standing: PhoneStanding.Registered, IsAtLeast: false, Contacts: [{ UserAgent: "Old/1" }] });
    }

    private static RealAsteriskSettings Settings(int qualifyFrequency) => new()
    {
        Accounts = [Account],
        Hints = [("from-internal", "1001", "PJSIP/1001"), ("from-internal", "1002", "PJSIP/1002"), ("from-internal", "1003", "PJSIP/1003")],
        Modules = Functions,
        Telephony = new RealAsteriskTelephony(["1001", "1002"])
        {
            QualifyFrequency = qualifyFrequency,
            Mailboxes = new Dictionary<string, string>(StringComparer.Ordinal) { ["1001"] = "1001@default" },
            Extensions = ["exten => 670,1,Answer()", "same => n,VoiceMail(1001@default,s)"],
            FurtherLines = ["[1003](phone)", "context = from-internal", "aors = 1003", "[1003]", "type = aor", "contact = sip:127.0.0.9:5099"],
        },
    };
}
