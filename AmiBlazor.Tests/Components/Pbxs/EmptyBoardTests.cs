using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Pbxs;
using AmiBlazor.Live;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Tests.Components.Pbxs;

/// <summary>What a person is told while nothing is known.</summary>
public sealed class EmptyBoardTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync();
        _bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(nameof(MainConnectionState.Off), "No extensions yet", "Select Refresh")]
    [InlineData(nameof(MainConnectionState.Connecting), "Loading extensions", "appear here automatically")]
    [InlineData(nameof(MainConnectionState.Syncing), "Loading extensions", "appear here automatically")]
    [InlineData(nameof(MainConnectionState.Down), "No extensions yet", "see the reason above")]
    [InlineData(nameof(MainConnectionState.Refused), "No extensions yet", "see the reason above")]
    [InlineData(nameof(MainConnectionState.Following), "No extensions yet", "its dialplan has no hints yet")]
    public void It_says_whether_something_is_on_its_way(string state, string title, string words)
    {
        Report(Enum.Parse<MainConnectionState>(state));

        var board = _bench.Context.Render<EmptyBoard>();

        Assert.Equal(title, board.Find("h2").TextContent);
        Assert.Contains(words, board.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_refresh_is_not_told_to()
    {
        Report(MainConnectionState.Off);
        _bench.Person.Become(Roles.Viewer);

        var board = _bench.Context.Render<EmptyBoard>();

        board.WaitForAssertion(() => Assert.Contains("after the first refresh by an account with the Supervisor role", board.Find("p").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Select Refresh", board.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_follows_the_main_connection_until_it_goes()
    {
        Report(MainConnectionState.Connecting);
        var board = _bench.Context.Render<EmptyBoard>();

        Report(MainConnectionState.Down);

        board.WaitForAssertion(() => Assert.Contains("see the reason above", board.Find("p").TextContent, StringComparison.Ordinal));
        await _bench.Context.DisposeComponentsAsync();
        Assert.Equal(0, _bench.Database.Service<MainConnections>().SubscriberCount);
    }

    private void Report(MainConnectionState state)
    {
        _bench.Database.Service<MainConnections>().Update(TestData.Server, health => health with { State = state, Since = TestData.Noon });
    }
}
