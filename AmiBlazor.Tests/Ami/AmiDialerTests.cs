using System.Net;
using System.Net.Sockets;
using AmiBlazor.Ami;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Ami;

/// <summary>A name with several addresses. The dead ones are real: a listener whose queue is full drops whoever knocks.</summary>
public sealed class AmiDialerTests : IAsyncDisposable
{
    private const string Name = "pbx.example";

    private readonly FakeAmiServer _server = FakeAmiServer.Start();
    private readonly List<IDisposable> _open = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _open) one.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_address_that_does_not_answer_does_not_keep_the_next_from_being_tried()
    {
        var dead = await BlackHoleAsync("127.0.0.2");
        using var client = Client(dead, IPAddress.Loopback);

        var connecting = client.ConnectAsync(Options());
        var pbx = await _server.AcceptAsync();
        await pbx.LoginAsync();

        await using var session = await connecting;
        Assert.Equal("11.0.0", session.Version);
    }

    [Fact]
    public async Task The_next_address_waits_for_its_turn_and_the_first_still_wins_if_it_is_quicker()
    {
        var clock = new FakeClock();
        var dead = await BlackHoleAsync("127.0.0.2");
        using var client = Client(clock, dead, IPAddress.Loopback);

        var connecting = client.ConnectAsync(Options());
        await clock.TimerDueInAsync(AmiDialer.HeadStart);
        Assert.Empty(_server.Sessions);
        clock.Advance(AmiDialer.HeadStart);
        var pbx = await _server.AcceptAsync();
        await pbx.LoginAsync();

        await (await connecting).DisposeAsync();
    }

    [Fact]
    public async Task An_address_that_refuses_is_followed_by_the_next_at_once()
    {
        using var client = Client(new FakeClock(), IPAddress.Parse("127.0.0.3"), IPAddress.Loopback);

        var connecting = client.ConnectAsync(Options());
        await (await _server.AcceptAsync()).LoginAsync();

        await (await connecting).DisposeAsync();
    }

    [Fact]
    public async Task Where_no_address_connects_each_is_named_with_its_reason()
    {
        var clock = new FakeClock();
        var dead = await BlackHoleAsync("127.0.0.2");
        using var client = Client(clock, dead, IPAddress.Parse("127.0.0.3"));

        var connecting = client.ConnectAsync(Options());
        await clock.TimerDueInAsync(AmiDialer.HeadStart);
        clock.Advance(AmiDialer.HeadStart);
        clock.Advance(TimeSpan.FromSeconds(10) - AmiDialer.HeadStart);

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => connecting);
        Assert.StartsWith(
            $"PBX “main” ({Name}:{_server.Port}) did not accept the connection within 10 s at any of its addresses (127.0.0.2 TimedOut, 127.0.0.3 ",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_address_refuses_it_is_Asterisk_that_is_looked_at()
    {
        using var client = Client(IPAddress.Parse("127.0.0.3"), IPAddress.Parse("127.0.0.4"));

        var failure = await Assert.ThrowsAsync<AmiConnectException>(() => client.ConnectAsync(Options()));

        Assert.Equal(
            $"PBX “main” ({Name}:{_server.Port}) refused the connection at each of its addresses (127.0.0.3 ConnectionRefused, 127.0.0.4 ConnectionRefused). "
            + "Check that Asterisk is running there and that manager.conf has enabled=yes and this address and port.",
            failure.Message);
    }

    [Fact]
    public async Task However_soon_an_address_connects_it_is_seen()
    {
        using var client = Client(IPAddress.Parse("127.0.0.3"), IPAddress.Loopback);
        for (var round = 0; round < 300; round++)
        {
            var connecting = client.ConnectAsync(Options());
            await (await _server.AcceptAsync()).LoginAsync();
            await (await connecting).DisposeAsync();
        }
    }

    [Fact]
    public async Task A_name_that_is_not_resolved_in_time_says_so()
    {
        var clock = new FakeClock();
        using var client = new AmiClient(clock, resolve: async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, token);
            return [];
        });

        var connecting = client.ConnectAsync(Options());
        await clock.TimerDueInAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => connecting);
        Assert.Equal($"The host name of PBX “main” ({Name}:{_server.Port}) was not resolved within 10 s. Check DNS.", failure.Message);
    }

    [Fact]
    public void IPv6_and_IPv4_take_turns()
    {
        var addresses = ((string[])["::1", "::2", "::3", "192.0.2.1", "192.0.2.2", "::1"]).Select(IPAddress.Parse).ToArray();

        Assert.Equal(["::1", "192.0.2.1", "::2", "192.0.2.2", "::3"], AmiDialer.Interleave(addresses).Select(address => address.ToString()));
    }

    private static AmiClient Client(params IPAddress[] addresses) => Client(TimeProvider.System, addresses);

    private static AmiClient Client(TimeProvider time, params IPAddress[] addresses) => new(time, resolve: (_, _) => Task.FromResult(addresses));

    private AmiServerOptions Options()
    {
        var options = _server.Options();
        options.Host = Name;
        return options;
    }

    /// <summary>An address at which connecting never ends: its queue holds one connection, and nobody takes it.</summary>
    private async Task<IPAddress> BlackHoleAsync(string address)
    {
        var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _open.Add(full);
        full.Bind(new IPEndPoint(IPAddress.Parse(address), _server.Port));
        full.Listen(0);
        var first = new TcpClient();
        _open.Add(first);
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!, AmiClient.Token);
        return IPAddress.Parse(address);
    }
}
