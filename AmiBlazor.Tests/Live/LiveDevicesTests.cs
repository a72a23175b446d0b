using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>The devices of a FreePBX hint on a main connection: what they tell is said once, in whichever order the two events of a change come.</summary>
public sealed class LiveDevicesTests
{
    private const string Phone = "PJSIP/1001";
    private const string Dnd = "Custom:DND1001";

    private static readonly ExtensionState Anna = new("from-internal", "1001", Phone + "&" + Dnd + ",CustomPresence:1001", 0);

    [Theory, InlineData(true), InlineData(false)]
    public async Task Do_not_disturb_is_one_change_in_either_order(bool isExtensionFirst)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await FollowedAsync(rig, Anna, (Phone, "NOT_INUSE"));

        await TellAsync(rig, session, Anna with { Status = 2 }, Dnd, "BUSY", isExtensionFirst);
        await TellAsync(rig, session, Anna with { Status = 2 }, Phone, "INUSE", isExtensionFirst, tellsExtension: false);
        await TellAsync(rig, session, Anna with { Status = 2 }, Phone, "NOT_INUSE", isExtensionFirst, tellsExtension: false);
        await TellAsync(rig, session, Anna, Dnd, "NOT_INUSE", isExtensionFirst);

        Assert.Equal(["→online", "online→do-not-disturb", "do-not-disturb→in-use", "in-use→do-not-disturb", "do-not-disturb→online"], await HistoryAsync(rig));
        await rig.Database.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_phone_that_goes_while_another_device_holds_the_state_up_is_no_phone()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await FollowedAsync(rig, Anna, (Phone, "NOT_INUSE"), (Dnd, "NOT_INUSE"));

        // Asterisk sends no event of the extension: what it folds stays idle.
        await TellAsync(rig, session, Anna, Phone, "UNAVAILABLE", isExtensionFirst: false, tellsExtension: false);
        var row = Assert.Single(rig.Database.Board.Rows("main"));
        Assert.Equal((ExtensionStatus.NoPhone, 0, $"{Phone}=UNAVAILABLE&{Dnd}=NOT_INUSE"), (row.Status, row.AmiCode, row.Devices));
        await TellAsync(rig, session, Anna, Phone, "NOT_INUSE", isExtensionFirst: false, tellsExtension: false);

        Assert.Equal(["→online", "online→no-phone", "no-phone→online"], await HistoryAsync(rig));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_phone_that_goes_where_nothing_holds_the_state_up_is_offline_and_nothing_before(bool isExtensionFirst)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await FollowedAsync(rig, Anna, (Phone, "NOT_INUSE"));

        await TellAsync(rig, session, Anna with { Status = 4 }, Phone, "UNAVAILABLE", isExtensionFirst);

        Assert.Equal(["→online", "online→offline"], await HistoryAsync(rig));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_second_event_that_is_late_makes_no_other_change(bool isExtensionFirst)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await FollowedAsync(rig, Anna, (Phone, "UNAVAILABLE"), (Dnd, "NOT_INUSE"));

        await TellHalfAsync(isExtensionFirst);
        await rig.PassHalvesAsync(5);
        await TellHalfAsync(!isExtensionFirst);
        await LiveRig.UntilAsync(() => rig.Queue.Waiting == 2);
        await rig.PassWritesAsync(async () => (await rig.HistoryAsync()).Length > 1);

        Assert.Equal(["→no-phone", "no-phone→no-phone"], await HistoryAsync(rig));
        Assert.Equal(2, Assert.Single(rig.Database.Board.Rows("main")).AmiCode);

        Task TellHalfAsync(bool isExtension) => isExtension ? session.TellAsync(Anna with { Status = 2 }) : session.TellDeviceAsync(Dnd, "BUSY");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_second_event_that_does_not_come_delays_the_first_for_a_moment(bool isExtension)
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await FollowedAsync(rig, Anna, (Phone, "NOT_INUSE"), (Dnd, "NOT_INUSE"));

        await (isExtension ? session.TellAsync(Anna with { Status = 2 }) : session.TellDeviceAsync(Phone, "INUSE"));
        await rig.PassHalvesAsync(9);
        await LiveRig.UntilAsync(() => rig.Queue.Waiting == 0);

        Assert.Equal(isExtension ? ["→online", "online→busy"] : ["→online"], await HistoryAsync(rig));
    }

    [Fact]
    public async Task A_list_finds_what_happened_while_nobody_followed()
    {
        await using var rig = await LiveRig.StartAsync();
        await FollowedAsync(rig, Anna, (Phone, "UNAVAILABLE"), (Dnd, "NOT_INUSE"));

        Assert.Equal(["→no-phone"], await HistoryAsync(rig));
    }

    [Fact]
    public async Task Where_the_PBX_does_not_list_devices_the_folded_state_stays()
    {
        await using var rig = await LiveRig.StartAsync();
        var (session, list) = await rig.AskedAsync();
        await session.SendListAsync(list, Anna);
        await session.RefuseAsync((await session.ExpectAsync("DeviceStateList")).ActionId, "Permission denied");
        await session.RefuseAsync((await session.ExpectAsync("PresenceStateList")).ActionId, "Permission denied");
        await rig.PongAsync(session);

        await session.TellDeviceAsync(Phone, "UNAVAILABLE");
        await rig.TellAsync(session, Anna with { Status = 2 });

        var row = Assert.Single(rig.Database.Board.Rows("main"));
        Assert.Equal((ExtensionStatus.Busy, null), (row.Status, row.Devices));
        Assert.Equal(["→online", "online→busy"], await HistoryAsync(rig));
    }

    [Fact]
    public async Task Ringing_and_talking_between_the_events_of_devices_are_not_lost()
    {
        await using var rig = await LiveRig.StartAsync();
        var session = await FollowedAsync(rig, Anna, (Phone, "NOT_INUSE"), (Dnd, "NOT_INUSE"));
        var events = rig.Health.Events;

        await session.TellAsync(Anna with { Status = 8 }, Anna with { Status = 1 }, Anna);
        foreach (var state in new[] { "RINGING", "INUSE", "NOT_INUSE" }) await session.TellDeviceAsync(Phone, state);
        await LiveRig.UntilAsync(() => rig.Queue.Waiting == 6);
        await rig.WrittenAsync(events + 3);

        Assert.Equal(["→online", "online→ringing", "ringing→in-use", "in-use→online"], await HistoryAsync(rig));
    }

    private static Task<FakeAmiSession> FollowedAsync(LiveRig rig, ExtensionState row, params (string Device, string State)[] devices) =>
        rig.FollowedWithDevicesAsync([row], devices);

    private static async Task TellAsync(
        LiveRig rig, FakeAmiSession session, ExtensionState state, string device, string deviceState, bool isExtensionFirst, bool tellsExtension = true)
    {
        var before = await rig.HistoryAsync();
        var events = rig.Health.Events;
        if (tellsExtension && isExtensionFirst) await session.TellAsync(state);
        await session.TellDeviceAsync(device, deviceState);
        if (tellsExtension && !isExtensionFirst) await session.TellAsync(state);
        await LiveRig.UntilAsync(() => rig.Queue.Waiting == (tellsExtension ? 2 : 1));
        await rig.PassWritesAsync(async () => (await rig.HistoryAsync()).Length > before.Length);
        await rig.WrittenAsync(events + (tellsExtension ? 1 : 0));
    }

    private static async Task<string[]> HistoryAsync(LiveRig rig) =>
    [
        .. (await rig.Database.ChangesAsync()).Select(change => $"{Word(change.FromCode)}→{Word(change.ToCode)}"),
    ];

    private static string Word(int? code) => code is { } known ? ExtensionStatusExtensions.FromCode(known).Word() : "";
}
