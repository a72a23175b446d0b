using System.Buffers;
using System.Text;
using AmiBlazor.Demo;
using AmiBlazor.Devices;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Demo;

/// <summary>The phones of the demo PBX, as the product sees them.</summary>
public sealed class DemoPhonesTests
{
    [Fact]
    public async Task Every_phone_that_is_not_unplugged_is_registered_and_some_have_messages()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Demo:Enabled", "true"), ("Demo:Extensions", "20"));
        var board = app.Services.GetRequiredService<DeviceBoard>();

        await Polling.UntilAsync(() => board.HealthOf("demo") is { State: DevicesState.Live, Registered: > 12 } && board.For("demo").Phones.Values.Any(phone => phone.Mailboxes is [_])
            && board.For("demo").Phones.Values.Count(phone => phone.Contacts is [{ RoundTrip: not null }]) > 12);

        var devices = board.For("demo");
        Assert.All(devices.Phones.Values.Where(phone => phone.Standing == PhoneStanding.Registered), phone => Assert.NotEqual("", Assert.Single(phone.Contacts).UserAgent));
        Assert.Contains(devices.Mailboxes.Values, mailbox => mailbox.New > 0);
    }

    [Fact]
    public void What_is_asked_of_an_unplugged_phone_is_answered_like_by_an_Asterisk()
    {
        var extension = new DemoExtension("from-internal", "1001", "PJSIP/1001") { State = DemoState.Unavailable };

        Assert.Equal(
            ["N/A", "", "", "1001", null, null, null, null],
            new[] { "PJSIP_CONTACT(1001;@a,rtt)", "PJSIP_CONTACT(1001;@a,status)", "PJSIP_AOR(1001,contact)", "PJSIP_ENDPOINT(1001,aors)", "PJSIP_ENDPOINT(1001,callerid)", "GLOBAL(x)", "a,b(c)", ")" }
                .Select(function => Answer(function, extension)));
    }

    [Fact]
    public void A_phone_that_is_unplugged_and_comes_back_is_told_once_each_time()
    {
        var phones = new DemoPhones();
        var extension = new DemoExtension("from-internal", "1001", "PJSIP/1001");

        Assert.Null(phones.Change(extension, DemoState.Ringing));
        Assert.Contains("ContactStatus: Removed", Encoding.UTF8.GetString(phones.Change(extension, DemoState.Unavailable)!.Bytes), StringComparison.Ordinal);
        Assert.Null(phones.Change(extension, DemoState.Unavailable));
        Assert.Contains("ContactStatus: Reachable", Encoding.UTF8.GetString(phones.Change(extension, DemoState.Idle)!.Bytes), StringComparison.Ordinal);
        Assert.Null(phones.Change(extension, DemoState.InUse));
    }

    private static string? Answer(string function, DemoExtension extension)
    {
        var output = new ArrayBufferWriter<byte>();
        var isAnswered = DemoPhones.TryAnswer(output, new DemoAction([new("Action", "Getvar"), new("Variable", function)], null), [extension], DateTimeOffset.UnixEpoch);
        return isAnswered ? Encoding.UTF8.GetString(output.WrittenSpan).Split("Value: ")[1].Trim() : null;
    }
}
