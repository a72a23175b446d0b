using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>How a main connection is tried again: never in a tight loop, never given up, and a refusal at the slowest pace.</summary>
public sealed class LiveReconnectTests
{
    [Fact]
    public async Task Waits_between_tries_grow_and_end_at_three_seconds()
    {
        await using var rig = await LiveRig.StartAsync(server => server.Port = ClosedPort());
        var waits = new List<TimeSpan>();

        for (var tries = 0; tries < 30; tries++) waits.Add(await rig.PassWaitAsync());

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(3)));
        Assert.InRange(waits[0], TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1.5));
        Assert.All(waits.Skip(10), wait => Assert.InRange(wait, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task After_a_night_of_tries_it_still_tries()
    {
        await using var rig = await LiveRig.StartAsync(server => server.Port = ClosedPort());

        for (var tries = 0; tries < 1_500; tries++) await rig.PassWaitAsync();

        Assert.Equal(MainConnectionState.Down, rig.Health.State);
        Assert.Single(rig.Logged("LiveNotConnected"));
    }

    [Fact]
    public async Task Down_it_says_since_when_why_and_when_it_tries_again()
    {
        var port = ClosedPort();
        await using var rig = await LiveRig.StartAsync(server => server.Port = port);
        var downSince = rig.Now;
        await rig.PassWaitAsync();
        await rig.BecomesAsync(health => health.NextTryAt > rig.Now);

        var expected = string.Create(
            CultureInfo.InvariantCulture,
            $"PBX “main” (127.0.0.1:{port}) refused the connection. Check that Asterisk is running there and that manager.conf has enabled=yes and this address and port.");
        Assert.Equal(expected, FormattableString.Invariant(rig.Health.Trouble!));
        Assert.Equal((MainConnectionState.Down, downSince), (rig.Health.State, rig.Health.Since));
        Assert.InRange(rig.Health.NextTryAt!.Value, rig.Now, rig.Now.AddSeconds(3));
    }

    [Fact]
    public async Task A_refused_login_is_tried_less_and_less_often_and_told_once()
    {
        await using var rig = await LiveRig.StartAsync(server => server.Secret = "a-wrong-secret");
        foreach (var minutes in (int[])[1, 2, 5, 15, 30, 30])
        {
            await RefuseLoginAsync(rig);
            var wait = TimeSpan.FromMinutes(minutes);
            await rig.Clock.WaitingAsync(wait);
            Assert.Equal(rig.Now + wait, rig.Health.NextTryAt);
            rig.Clock.Advance(wait);
        }

        await RefuseLoginAsync(rig);
        await rig.BecomesAsync(MainConnectionState.Refused);

        Assert.Equal("Authentication failed", rig.Health.PbxWords);
        Assert.Equal(rig.Now.AddMinutes(-83), rig.Health.Since);
        Assert.Equal(7, rig.Pbx.Sessions.Count);
        Assert.Single(rig.Logged("LiveNotConnected"));
        Assert.DoesNotContain(rig.Logs.GetSnapshot(), line => line.Message.Contains("a-wrong-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_secret_is_sent_again_at_once_when_its_file_has_another_and_not_when_it_was_only_written_anew()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "an-old-secret", TestContext.Current.CancellationToken);
        await using var rig = await LiveRig.StartAsync(server => (server.Secret, server.SecretFile) = (null, file));
        await RefuseLoginAsync(rig);
        await rig.Clock.WaitingAsync(RefusalPause.LookInterval);

        await File.WriteAllTextAsync(file, "an-old-secret\n", TestContext.Current.CancellationToken);
        rig.Clock.Advance(RefusalPause.LookInterval);
        await rig.Clock.WaitingAsync(RefusalPause.LookInterval);
        Assert.Single(rig.Pbx.Sessions);

        await File.WriteAllTextAsync(file, FakeAmiServer.Secret, TestContext.Current.CancellationToken);
        rig.Clock.Advance(RefusalPause.LookInterval);
        await rig.FollowedAsync(LiveRig.Anna);
        File.Delete(file);

        Assert.Equal((MainConnectionState.Following, 2), (rig.Health.State, rig.Pbx.Sessions.Count));
    }

    [Fact]
    public async Task A_refused_login_is_tried_again_at_once_when_a_refresh_was_let_in()
    {
        await using var rig = await LiveRig.StartAsync();
        await RefuseLoginAsync(rig);
        await rig.Clock.WaitingAsync(TimeSpan.FromMinutes(1));

        var refreshing = rig.Database.Service<AmiConnector>().ConnectAsync(rig.Options, "off", null, null, TestContext.Current.CancellationToken);
        await (await rig.Pbx.AcceptAsync()).LoginAsync();
        await using var refresh = await refreshing.InTime();

        await rig.FollowedAsync(LiveRig.Anna);
        Assert.Equal(MainConnectionState.Following, rig.Health.State);
    }

    [Fact]
    public async Task An_account_that_may_not_list_is_told_once_and_tried_once_a_minute()
    {
        await using var rig = await LiveRig.StartAsync();
        for (var tries = 0; tries < 3; tries++)
        {
            var (session, list) = await rig.AskedAsync();
            await session.RefuseAsync(list, "Permission denied");
            await session.ExpectCloseAsync();
            await rig.Clock.WaitingAsync(TimeSpan.FromMinutes(1));
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(("Permission denied", MainConnectionState.Refused), (rig.Health.PbxWords, rig.Health.State));
        Assert.Single(rig.Logged("LiveNotConnected"));
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_is_a_refusal_and_is_read_anew()
    {
        var file = Path.GetTempFileName();
        File.Delete(file);
        await using var rig = await LiveRig.StartAsync(server => (server.Secret, server.SecretFile) = (null, file));
        await rig.Clock.WaitingAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(
            "The secret file of PBX “main” cannot be read. Check SecretFile in the configuration and the file's permissions.",
            FormattableString.Invariant(rig.Health.Trouble!));
        Assert.Equal(MainConnectionState.Refused, rig.Health.State);

        await File.WriteAllTextAsync(file, FakeAmiServer.Secret + "\n", TestContext.Current.CancellationToken);
        // No further than to the look at the file: more time would pass for the connection that it opens.
        await rig.Clock.WaitingAsync(RefusalPause.LookInterval);
        rig.Clock.Advance(RefusalPause.LookInterval);
        await rig.FollowedAsync(LiveRig.Anna);
        File.Delete(file);

        Assert.Equal(MainConnectionState.Following, rig.Health.State);
    }

    [Fact]
    public async Task A_port_that_speaks_no_tls_is_said_in_words()
    {
        await using var rig = await LiveRig.StartAsync(server => server.Tls = true);

        var session = await rig.Pbx.AcceptAsync();
        await session.BannerAsync();
        session.Cut();
        await rig.BecomesAsync(MainConnectionState.Down);

        Assert.Contains("it is the plain manager port", FormattableString.Invariant(rig.Health.Trouble!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_said_in_words()
    {
        await using var rig = await LiveRig.StartAsync(server => server.Host = "pbx.invalid");

        await rig.BecomesAsync(MainConnectionState.Down);

        Assert.Contains("The host name of PBX “main” (pbx.invalid:", FormattableString.Invariant(rig.Health.Trouble!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pbx_that_drops_it_after_the_login_is_not_asked_in_a_tight_loop()
    {
        await using var rig = await LiveRig.StartAsync();
        var waits = new List<TimeSpan>();

        for (var tries = 0; tries < 8; tries++)
        {
            var session = await rig.Pbx.AcceptAsync();
            await session.LoginAsync();
            session.Cut();
            waits.Add(await rig.PassWaitAsync());
        }

        Assert.InRange(waits.Skip(4).Min(), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_pbx_that_drops_it_after_the_list_is_asked_less_and_less_often_until_it_stays()
    {
        await using var rig = await LiveRig.StartAsync();
        var waits = new List<TimeSpan>();
        for (var tries = 0; tries < 4; tries++)
        {
            var session = await rig.FollowedAsync(LiveRig.Anna);
            session.Cut();
            waits.Add(await rig.PassWaitAsync());
        }

        var good = await rig.FollowedAsync(LiveRig.Anna);
        await rig.PassPingsAsync(good, 7);
        good.Cut();
        waits.Add(await rig.PassWaitAsync());

        Assert.Equal([0.75, 1.5, 3, 3, 0.75], waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_connection_that_comes_and_goes_leaves_nothing_behind_in_the_clock()
    {
        await using var rig = await LiveRig.StartAsync();
        for (var tries = 0; tries < 3; tries++)
        {
            (await rig.FollowedAsync(LiveRig.Anna)).Cut();
            await rig.PassWaitAsync();
        }

        await rig.FollowedAsync(LiveRig.Anna);

        // Ping, and at most the writer's rest. A wait that has just been given up may still be there for a moment.
        await Polling.UntilAsync(() => rig.Clock.Waiting is 1 or 2);
    }

    private static async Task RefuseLoginAsync(LiveRig rig)
    {
        var session = await rig.Pbx.AcceptAsync();
        await session.BannerAsync();
        var challenge = await session.ExpectAsync("Challenge");
        await session.SucceedAsync(challenge.ActionId, "Challenge: " + FakeAmiSession.Challenge);
        var login = await session.ExpectAsync("Login");
        await session.RefuseAsync(login.ActionId, "Authentication failed");
        await session.ExpectCloseAsync();
    }

    private static int ClosedPort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
