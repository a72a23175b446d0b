using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;

namespace AmiBlazor.Tests.Components.Layout;

public sealed class ShortcutsTests
{
    [Theory]
    [InlineData("", "/ ↓ ↑ Page_down Page_up Home End Enter Space Shift+Space F2 f Tab Shift+Tab Esc ?")]
    [InlineData("?q=%2F&look=cards#top", "/ ↓ ↑ → ← Page_down Page_up Home End Enter Tab Shift+Tab Esc ?")]
    [InlineData("?look=squares", "/ ↓ ↑ → ← Page_down Page_up Home End Enter Tab Shift+Tab Esc ?")]
    [InlineData("?look=map", "/ ↓ ↑ Page_down Page_up Home End Enter Space Shift+Space F2 f Tab Shift+Tab Esc ?")]
    [InlineData("calls?group=queue", "/ ↓ ↑ Home End Enter Tab Shift+Tab Esc ?")]
    [InlineData("runs", "↓ ↑ Home End Enter Tab Shift+Tab Esc ?")]
    [InlineData("queues", "Tab Shift+Tab Esc ?")]
    public void A_page_has_its_own_keys(string address, string keys) =>
        Assert.Equal(keys, string.Join(' ', Shortcuts.Of(new Localizer(), address, hasCharacters: true).Select(Keys)));

    [Fact]
    public void Keys_that_are_switched_off_are_not_listed() =>
        Assert.DoesNotContain(Shortcuts.Of(new Localizer(), "", hasCharacters: false).Select(Keys), key => key is "/" or "?");

    private static string Keys(Shortcut shortcut) => string.Join('+', shortcut.Keys).Replace(' ', '_');
}
