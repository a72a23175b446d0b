using AmiBlazor.Board;

namespace AmiBlazor.Tests.Board;

public sealed class HintStateTests
{
    [Theory]
    [InlineData("PJSIP/1001", "PJSIP/1001", null)]
    [InlineData("PJSIP/1001&Custom:DND1001,CustomPresence:1001", "PJSIP/1001|Custom:DND1001", "CustomPresence:1001")]
    [InlineData("PJSIP/1001 & PJSIP/1002 &", "PJSIP/1001|PJSIP/1002", null)]
    [InlineData(",CustomPresence:1001", "", "CustomPresence:1001")]
    [InlineData("Queue:support,", "Queue:support", null)]
    [InlineData("", "", null)]
    public void A_hint_is_taken_apart(string text, string devices, string? provider)
    {
        var hint = Hint.Parse(text);

        Assert.Equal((devices, provider), (string.Join('|', hint.Devices), hint.PresenceProvider));
    }

    [Theory]
    [InlineData("PJSIP/1001", true)]
    [InlineData("SIP/trunk", true)]
    [InlineData("DAHDI/1", true)]
    [InlineData("Local/1001@from-internal", false)]
    [InlineData("Custom:DND1001", false)]
    [InlineData("Queue:support_pause_PJSIP/1002", false)]
    [InlineData("park:701@parkedcalls", false)]
    [InlineData("confbridge:610", false)]
    [InlineData("1001", false)]
    [InlineData("", false)]
    public void A_phone_is_what_can_be_unavailable(string device, bool isPhone) => Assert.Equal(isPhone, Hint.IsPhone(device));

    // Each line: the number that AMI sends, the devices, and the word of the status that follows.
    [Theory]
    [InlineData(4, "PJSIP/1=UNAVAILABLE&Custom:DND1=UNKNOWN", "offline")]
    [InlineData(0, "PJSIP/1=UNAVAILABLE&Custom:DND1=NOT_INUSE", "no-phone")]
    [InlineData(2, "PJSIP/1=UNAVAILABLE&Custom:DND1=BUSY", "no-phone")]
    [InlineData(0, "PJSIP/1=INVALID&PJSIP/2=UNAVAILABLE&Custom:DND1=NOT_INUSE", "no-phone")]
    [InlineData(0, "PJSIP/1=NOT_INUSE&PJSIP/2=UNAVAILABLE&Custom:DND1=NOT_INUSE", "online")]
    [InlineData(0, "PJSIP/1=NOT_INUSE&Custom:DND1=NOT_INUSE", "online")]
    [InlineData(2, "PJSIP/1=NOT_INUSE&Custom:DND1=BUSY", "do-not-disturb")]
    [InlineData(1, "PJSIP/1=NOT_INUSE&Custom:DND1=INUSE", "do-not-disturb")]
    [InlineData(2, "PJSIP/1=INUSE&Custom:DND1=BUSY", "in-use")]
    [InlineData(9, "PJSIP/1=RINGING&Custom:DND1=BUSY", "ringing")]
    [InlineData(2, "PJSIP/1=ONHOLD&Custom:DND1=BUSY", "on-hold")]
    [InlineData(2, "PJSIP/1=BUSY&Custom:DND1=NOT_INUSE", "busy")]
    [InlineData(9, "PJSIP/1=RINGING&PJSIP/2=INUSE", "ringing-in-use")]
    [InlineData(1, "Queue:a=INUSE&Custom:b=NOT_INUSE", "in-use")]
    public void The_devices_tell_more_than_the_number(int ami, string devices, string word)
    {
        Assert.True(HintState.TryMark(ami, HintDevice.Parse(devices), out var code));

        Assert.Equal((word, ami), (ExtensionStatusExtensions.FromCode(code).Word(), ExtensionCodes.Ami(code)));
        Assert.Contains(code, ExtensionCodes.Known);
        Assert.Equal(devices, HintDevice.Format(HintDevice.Parse(devices)));
    }

    [Theory]
    [InlineData(0, "PJSIP/1=INUSE&Custom:DND1=NOT_INUSE")]
    [InlineData(8, "PJSIP/1=NOT_INUSE&Custom:DND1=NOT_INUSE")]
    [InlineData(-1, "PJSIP/1=NOT_INUSE&Custom:DND1=NOT_INUSE")]
    public void A_number_that_the_devices_do_not_fold_into_stays_alone(int ami, string devices)
    {
        Assert.False(HintState.TryMark(ami, HintDevice.Parse(devices), out var code));

        Assert.Equal(ami, code);
    }

    [Fact]
    public void Every_known_number_has_a_status_and_keeps_what_AMI_sent() => Assert.All(ExtensionCodes.Known, code =>
    {
        Assert.NotEqual(ExtensionStatus.Unknown, ExtensionStatusExtensions.FromCode(code));
        Assert.Contains(ExtensionCodes.Ami(code), ExtensionStatusExtensions.KnownCodes);
    });
}
