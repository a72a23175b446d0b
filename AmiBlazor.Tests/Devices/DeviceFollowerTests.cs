using System.Diagnostics;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Devices;
using AmiBlazor.Store;
using AmiBlazor.Tests.Api;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Devices;

/// <summary>Phones of a PBX that plays its part, through the whole application: the main connection, the board and REST.</summary>
public sealed class DeviceFollowerTests
{
    private static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/1001", 0);
    private static readonly ExtensionState Ben = new("from-internal", "1002", "PJSIP/1002", 4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_events_and_answers_come_together_on_the_board_and_in_REST()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna, Ben);
        answers.Contacts["1001;@a"] = Contact("1001", "192.0.2.7");
        answers.Functions["PJSIP_CONTACT(1001;@a,rtt)"] = "12345";
        answers.Functions["PJSIP_ENDPOINT(1002,aors)"] = "1002";
        answers.Functions["PJSIP_ENDPOINT(1001,mailboxes)"] = "1001@default";
        answers.Mailboxes["1001"] = (2, 5);
        await using var app = await StartAsync(pbx);
        await app.UntilPhonesAsync(devices =>
            devices.Phone("1001") is { Mailboxes: not null, Contacts: [{ RoundTrip: not null }] } && devices.Phone("1002")?.Standing == PhoneStanding.Unregistered);
        await app.App.Services.GetRequiredService<ExtensionStore>().RenameAsync(new ExtensionKey("real", "from-internal", "1001"), null, "Sales", _ => true, Token);

        var rows = (await app.App.Client(AmiBlazorApp.SupervisorKey).GetAsync("/api/extensions", Token).JsonAsync()).EnumerateArray().ToList();
        var seen = (await app.App.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/extensions", Token).JsonAsync()).EnumerateArray().ToList();

        var device = Assert.Single(rows[0].GetProperty("devices").EnumerateArray());
        Assert.Equal(["PJSIP/1001", "NOT_INUSE", "registered", "True"], Values(device, "device", "state", "registration", "registrationSinceAtLeast"));
        var contact = Assert.Single(device.GetProperty("contacts").EnumerateArray());
        Assert.Equal(
            ["192.0.2.7", "5060", "10.0.0.5", "Phone/1 <b>", "True", "12.345", "2036-01-01T00:00:00.000Z", "False"],
            Values(contact, "address", "port", "ownAddress", "userAgent", "answers", "roundTripMs", "registeredUntil", "fixed"));
        Assert.Equal(["1001@default", "2", "5"], Values(Assert.Single(rows[0].GetProperty("voicemail").EnumerateArray()), "mailbox", "new", "old"));
        Assert.Equal(["unregistered", "[]"], Values(rows[1].GetProperty("devices")[0], "registration", "contacts"));

        // A viewer sees what a phone calls itself, and not where it is.
        Assert.Equal(["", "", "", "Phone/1 <b>"], Values(seen[0].GetProperty("devices")[0].GetProperty("contacts")[0], "address", "port", "ownAddress", "userAgent"));
        Assert.DoesNotContain("192.0.2.7", string.Concat(seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewers_see_addresses_where_the_configuration_allows_it_and_their_scope_holds()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Anna, Ben).Contacts["1001;@a"] = Contact("1001", "192.0.2.7");
        await using var app = await StartAsync(pbx, ("Devices:AddressesForViewers", "true"));
        await app.UntilPhonesAsync(devices => devices.Phone("1001")?.Standing == PhoneStanding.Registered);
        var vera = await app.App.BrowserAsync(await app.App.AccountAsync("vera", Roles.Viewer, null, ["Sales"]));

        var all = await app.App.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/extensions", Token).JsonAsync();
        var hers = await vera.GetAsync("/api/extensions", Token).JsonAsync();

        Assert.Contains("192.0.2.7", all.ToString(), StringComparison.Ordinal);
        Assert.Empty(hers.EnumerateArray());
    }

    [Fact]
    public async Task Events_are_on_the_board_at_once_and_what_may_not_be_the_PBX_s_own_is_asked_about()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna);
        answers.Contacts["1001;@a"] = Contact("1001", "192.0.2.7");
        answers.Functions["PJSIP_CONTACT(1001;@a,rtt)"] = "12345";
        await using var app = await StartAsync(pbx);
        await app.UntilPhonesAsync(devices => devices.Phone("1001")?.Contacts is [{ RoundTrip: not null }]);
        var session = pbx.Sessions.Single();
        var asked = answers.Actions.Count;

        // A caller's number has cut the first event in two; the second half looks like one of its own. The third has a line more than Asterisk writes.
        await session.SendTextAsync("Event: Newchannel\r\nPrivilege: call,all\r\nCallerIDNum: 1\r\n\r\n" + Removed + "\r\n" + Removed + "X: y\r\n\r\n");
        await Polling.UntilAsync(() => answers.Actions.Skip(asked).Contains("DBGetTree", StringComparer.Ordinal) && answers.Actions.Skip(asked).Contains("Getvar", StringComparer.Ordinal));
        await app.UntilPhonesAsync(devices => devices.Phone("1001")?.Contacts is [{ Id: not null }]);
        Assert.Equal(PhoneStanding.Registered, app.Phones().Phone("1001")!.Standing);

        // What is right behind the answer to a question is proven.
        answers.AfterPong = asking => asking.SendTextAsync(Removed + "\r\n");
        await session.SendTextAsync(Removed + "\r\n");
        await app.UntilPhonesAsync(devices => devices.Phone("1001") is { Standing: PhoneStanding.Unregistered, IsAtLeast: false });
    }

    [Fact]
    public async Task An_account_that_may_not_read_phones_is_told_so_once_and_asked_again_with_the_next_connection()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna);
        answers.Refusals["DBGetTree"] = "Permission denied";
        await using var app = await StartAsync(pbx);
        var board = app.App.Services.GetRequiredService<DeviceBoard>();
        await app.UntilPhonesAsync(_ => board.HealthOf("real")!.State == DevicesState.Unavailable);

        Assert.Contains("may not read the phones of PBX “real”", FormattableString.Invariant(board.HealthOf("real")!.Reason!), StringComparison.Ordinal);
        Assert.Equal(PhoneStanding.Unknown, app.Phones().Phone("1001")?.Standing ?? PhoneStanding.Unknown);
        Assert.True(app.Health.IsTrusted);
        Assert.Equal(1, answers.Actions.Count(action => action == "DBGetTree"));
        answers.Refusals.Clear();
        answers.Contacts["1001;@a"] = Contact("1001", "192.0.2.7");
        foreach (var session in pbx.Sessions) session.Cut();
        await app.UntilPhonesAsync(devices => devices.Phone("1001")?.Standing == PhoneStanding.Registered && board.HealthOf("real")!.State == DevicesState.Live);
    }

    [Fact]
    public async Task What_would_be_more_than_a_name_to_Asterisk_is_not_asked_about()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("from-internal", "1001", "PJSIP/a)b", 0), new ExtensionState("from-internal", "1002", "PJSIP/${SHELL(id)}", 0), Ben with { Exten = "1003" });
        answers.Contacts["a)b;@x"] = Contact("a)b", "192.0.2.7");
        await using var app = await StartAsync(pbx);

        await app.UntilAskedAsync(answers, "Getvar", 1);
        await app.UntilPhonesAsync(devices => devices.Phone("a)b")?.Standing == PhoneStanding.Registered);

        Assert.DoesNotContain(pbx.Sessions.SelectMany(session => session.Received.Split("\r\n")), line => line.StartsWith("Variable:", StringComparison.Ordinal) && (line.Contains("a)b", StringComparison.Ordinal) || line.Contains("SHELL", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task At_most_twenty_questions_are_asked_in_a_second()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Enumerable.Range(1001, 60).Select(number => new ExtensionState("from-internal", $"{number}", $"PJSIP/{number}", 0)));
        foreach (var number in Enumerable.Range(1001, 60)) answers.Contacts[$"{number};@a"] = Contact($"{number}", "192.0.2.7");
        await using var app = await StartAsync(pbx);

        await app.UntilAskedAsync(answers, "Getvar", 1);
        var clock = Stopwatch.StartNew();
        await app.UntilAskedAsync(answers, "Getvar", 30);

        // A burst of four questions, of which each may need a second one, is under way when the clock starts and when it is read.
        Assert.InRange(answers.Actions.Count(action => action == "Getvar"), 30, (20 * clock.Elapsed.TotalSeconds) + 16);
    }

    [Fact]
    public void More_events_than_can_wait_are_a_reason_for_a_list()
    {
        var inbox = new DeviceInbox(TimeProvider.System);
        for (var i = 0; i < DeviceInbox.MostWaiting; i++) inbox.Receive(new DeviceEvent.Messages($"{i}@default", 1, 0), isProven: true);
        Assert.False(inbox.TakeDoubt());

        inbox.Receive(new DeviceEvent.Messages("1001@default", 1, 0), isProven: true);

        Assert.True(inbox.TakeDoubt());
        Assert.False(inbox.TakeDoubt());
    }

    [Fact]
    public async Task Switched_off_nothing_is_asked_and_nothing_is_known()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Anna);
        var server = pbx.Options("real");
        await using var app = await FollowedApp.StartAsync(server);
        await app.RefreshAsync();

        Assert.Equal(DevicesState.Off, app.App.Services.GetRequiredService<DeviceBoard>().HealthOf("real")!.State);
        Assert.DoesNotContain("DBGetTree", answers.Actions, StringComparer.Ordinal);
    }

    private const string Removed =
        "Event: ContactStatus\r\nPrivilege: system,all\r\nURI: sip:1001@192.0.2.7:5060\r\nContactStatus: Removed\r\nAOR: 1001\r\nEndpointName: 1001\r\nRoundtripUsec: 0\r\n";

    private static IEnumerable<string> Values(JsonElement element, params IEnumerable<string> names) => names.Select(name => element.GetProperty(name).ToString());

    private static Task<FollowedApp> StartAsync(FakeAmiServer pbx, params (string Key, string Value)[] settings)
    {
        var server = pbx.Options("real");
        server.Devices = true;
        return FollowedApp.StartAsync(server, settings);
    }

    private static string Contact(string endpoint, string address) =>
        $$"""{"via_addr":"10.0.0.5","endpoint":"{{endpoint}}","via_port":"5060","uri":"sip:1001@{{address}}:5060","qualify_frequency":"60","user_agent":"Phone/1 <b>","expiration_time":"2082758400"}""";
}
