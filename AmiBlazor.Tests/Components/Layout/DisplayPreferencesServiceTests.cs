using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using Bunit;

namespace AmiBlazor.Tests.Components.Layout;

public sealed class DisplayPreferencesServiceTests
{
    private readonly BunitJSInterop _browser = new() { Mode = JSRuntimeMode.Loose };
    private readonly Localizer _texts = new();
    private readonly DisplayPreferencesService _settings;
    private int _changes;

    public DisplayPreferencesServiceTests()
    {
        _settings = new DisplayPreferencesService(_browser.JSRuntime, _texts);
        _settings.Changed += (_, _) => _changes++;
    }

    [Fact]
    public void The_look_that_came_with_the_page_is_no_change()
    {
        _settings.Use(DisplayPreferences.Parse("theme=dark&zone=Europe/Berlin"));

        Assert.Equal(Theme.Dark, _settings.Current.Theme);
        Assert.Equal("Europe/Berlin", _texts.Zone?.Id);
        Assert.Equal(0, _changes);
        Assert.Empty(_browser.Invocations);
    }

    [Fact]
    public async Task A_change_is_shown_at_once_and_kept_by_the_browser()
    {
        await _settings.ChangeAsync(new DisplayPreferences { Theme = Theme.Dark, IsCompact = true });

        Assert.Equal(1, _changes);
        var call = Assert.Single(_browser.Invocations);
        Assert.Equal("amiblazor.keepLook", call.Identifier);
        Assert.Equal(["theme=dark&density=compact", "dark", true], call.Arguments);
    }

    [Fact]
    public async Task The_browser_is_asked_for_the_zone_that_the_cookie_did_not_name()
    {
        _browser.Setup<string?>("amiblazor.zone").SetResult("America/New_York");
        _settings.Use(new DisplayPreferences { IsCompact = true });

        await _settings.FindZoneAsync();

        Assert.Equal("America/New_York", _texts.Zone?.Id);
        Assert.True(_settings.Current.IsCompact);
        Assert.Single(_browser.Invocations["amiblazor.keepLook"]);
    }

    [Fact]
    public async Task A_known_zone_is_not_asked_for()
    {
        _settings.Use(DisplayPreferences.Parse("zone=Europe/Berlin"));

        await _settings.FindZoneAsync();

        Assert.Empty(_browser.Invocations);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("/dev/zero")]
    [InlineData("../../../dev/zero")]
    public async Task A_zone_that_is_none_changes_nothing(string? zone)
    {
        _browser.Setup<string?>("amiblazor.zone").SetResult(zone);

        await _settings.FindZoneAsync();

        Assert.Null(_texts.Zone);
        Assert.Equal(0, _changes);
    }
}
