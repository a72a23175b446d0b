using AmiBlazor.Components.Layout;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace AmiBlazor.Tests.Components.Layout;

/// <summary>The messages that pass by themselves, and those that do not.</summary>
public sealed class SnackbarHostTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private PageBench _bench = null!;
    private IRenderedComponent<SnackbarHost> _host = null!;

    private ISnackbar Snackbars => _bench.Context.Services.GetRequiredService<ISnackbar>();

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync(time: _clock);
        _bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        _host = _bench.Context.Render<SnackbarHost>();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_message_is_announced_and_goes_once_it_can_have_been_read()
    {
        Assert.Equal(2, _host.FindAll("[role=status], [role=alert]").Count);

        await AddAsync("Saved.", Severity.Success);

        Assert.Equal(["Saved."], _host.Role("status"));
        Assert.Empty(_host.Role("alert"));
        _clock.Advance(SnackbarHost.Duration("Saved.") - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["Saved."], _host.Role("status"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _host.WaitForAssertion(() => Assert.Empty(_host.Role("status")), Timeouts.Default);
    }

    [Fact]
    public void A_longer_message_stays_longer() => Assert.True(SnackbarHost.Duration(new string('x', 100)) > SnackbarHost.Duration("x") + TimeSpan.FromSeconds(5));

    [Fact]
    public async Task An_error_is_an_alert_and_stays_until_it_is_dismissed()
    {
        await AddAsync("Refused.", Severity.Error);

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["Refused."], _host.Role("alert"));
        await _host.ClickAsync("Dismiss");

        Assert.Empty(_host.Role("alert"));
    }

    [Fact]
    public async Task A_message_can_be_dismissed_before_its_time()
    {
        await AddAsync("Saved.", Severity.Success);
        await AddAsync("Stopped.", Severity.Info);

        await _host.InvokeAsync(() => _host.Buttons("Dismiss")[0].Click());

        Assert.Equal(["Stopped."], _host.Role("status"));
    }

    [Fact]
    public async Task The_newest_few_are_shown_and_errors_are_the_last_to_go()
    {
        await AddAsync("Refused.", Severity.Error);
        for (var number = 1; number <= 20; number++) await AddAsync($"Message {number}.", Severity.Info);

        Assert.Equal(["Message 18.", "Message 19.", "Message 20."], _host.FindAll("[role=status] .mud-snackbar-content-message").Select(message => message.TextContent));
        Assert.Equal(["Refused."], _host.Role("alert"));
        Assert.Equal(SnackbarHost.Most, Snackbars.ShownSnackbars.Count());

        for (var number = 1; number <= 20; number++) await AddAsync($"Error {number}.", Severity.Error);

        Assert.Empty(_host.Role("status"));
        Assert.Equal(["Error 17.", "Error 18.", "Error 19.", "Error 20."], _host.FindAll("[role=alert] .mud-snackbar-content-message").Select(message => message.TextContent));
    }

    [Fact]
    public async Task What_a_message_holds_is_text()
    {
        await AddAsync("<b>bold</b>", Severity.Info);

        Assert.Empty(_host.FindAll("b"));
        Assert.Equal(["<b>bold</b>"], _host.Role("status"));
    }

    [Fact]
    public void Each_circuit_has_its_own()
    {
        using var one = _bench.Context.Services.CreateScope();
        using var other = _bench.Context.Services.CreateScope();

        one.ServiceProvider.GetRequiredService<ISnackbar>().Add("Saved.");

        Assert.Empty(other.ServiceProvider.GetRequiredService<ISnackbar>().ShownSnackbars);
    }

    [Fact]
    public async Task A_page_that_is_gone_waits_for_nothing_and_hears_nothing()
    {
        await AddAsync("Saved.", Severity.Success);
        var waiting = _clock.Waiting;

        await _bench.Context.DisposeComponentsAsync();
        Snackbars.Add("Unheard.");

        Assert.Equal(waiting - 1, _clock.Waiting);
    }

    private Task AddAsync(string message, Severity severity) => _host.InvokeAsync(() => Snackbars.Add(message, severity));
}
