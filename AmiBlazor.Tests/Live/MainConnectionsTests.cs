using AmiBlazor.Ami;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Live;

public sealed class MainConnectionsTests
{
    private readonly FakeLogCollector _logs = new();
    private readonly MainConnections _connections;

    public MainConnectionsTests()
    {
        var options = new AmiOptions();
        options.Servers.AddRange([new AmiServerOptions { Name = "north" }, new AmiServerOptions { Name = "south", Live = false }]);
        _connections = new(Options.Create(options), new FakeClock(), new FakeLogger<MainConnections>(_logs));
    }

    [Fact]
    public void There_is_one_for_each_pbx_in_the_order_of_the_configuration() => Assert.Equal(
        [("north", MainConnectionState.Connecting), ("south", MainConnectionState.Off)], _connections.All.Select(one => (one.Server, one.State)));

    [Fact]
    public void One_that_is_not_configured_is_not_found()
    {
        Assert.Throws<ArgumentException>(() => _connections.Update("east", health => health));

        Assert.Null(_connections.Find("east"));
        Assert.Equal(2, _connections.All.Count);
    }

    [Fact]
    public void News_is_told_and_figures_are_not()
    {
        var told = 0;
        using var subscription = _connections.Subscribe(() => told++);

        _connections.Update("north", health => health with { Events = 1 }, isNews: false);
        _connections.Update("north", health => health with { Events = health.Events + 1 });

        Assert.Equal(1, told);
        Assert.Equal(2, _connections.Find("north")?.Events);
    }

    [Fact]
    public void Who_has_unsubscribed_is_told_nothing_and_twice_is_harmless()
    {
        var told = 0;
        void Tell() => told++;
        var first = _connections.Subscribe(Tell);
        using var second = _connections.Subscribe(Tell);

        first.Dispose();
        first.Dispose();
        _connections.Update("north", health => health);

        Assert.Equal((1, 1), (told, _connections.SubscriberCount));
    }

    [Fact]
    public void A_subscriber_that_throws_reaches_neither_its_neighbours_nor_the_one_who_reports()
    {
        var told = 0;
        using var first = _connections.Subscribe(() => throw new InvalidOperationException("a page"));
        using var second = _connections.Subscribe(() => told++);

        _connections.Update("north", health => health);

        Assert.Equal(1, told);
        Assert.Equal("LiveSubscriberFaulted", Assert.Single(_logs.GetSnapshot()).Id.Name);
    }

    [Fact]
    public void After_the_last_subscriber_there_is_none()
    {
        _connections.Subscribe(() => { }).Dispose();

        Assert.Equal(0, _connections.SubscriberCount);
    }
}
