using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Refresh;

public sealed class RefreshSentencesTests
{
    [Theory]
    [InlineData(1204, 12, 0, 1, 300, "1,204 extensions on main in 0.30 s: 12 changed, 1 gone.")]
    [InlineData(1, 0, 1, 0, 4, "1 extension on main in 0.004 s: 1 new.")]
    [InlineData(120, 0, 0, 0, 1_500, "120 extensions on main in 1.5 s: nothing changed.")]
    [InlineData(1, 1, 0, 1, 0, "1 extension on main in 0.000 s: 1 changed, 1 gone.")]
    [InlineData(1, 1, 0, 0, 125, "1 extension on main in 0.13 s: 1 changed.")]
    [InlineData(1, 0, 0, 1, 100, "1 extension on main in 0.10 s: 1 gone.")]
    [InlineData(1, 0, 0, 0, 99, "1 extension on main in 0.099 s: nothing changed.")]
    [InlineData(5, 0, 0, 2, 1_000, "5 extensions on main in 1.0 s: 2 gone.")]
    [InlineData(5, 0, 1, 2, 9_999, "5 extensions on main in 10.0 s: 1 new, 2 gone.")]
    [InlineData(1_500, 1_100, 1_000, 1_001, 60_000, "1,500 extensions on main in 60 s: 1,100 changed, 1,000 new, 1,001 gone.")]
    [InlineData(0, 0, 0, 0, 10_500, "0 extensions on main in 11 s: nothing changed.")]
    [InlineData(20_000, 20_000, 3, 0, 12_345, "20,000 extensions on main in 12 s: 20,000 changed, 3 new.")]
    public void A_completed_refresh_is_told_in_one_sentence(int known, int changed, int added, int offline, int milliseconds, string expected)
    {
        var saved = new StoreResult(known, changed, added, offline, []);

        Assert.Equal(expected, FormattableString.Invariant(RefreshMessages.Completed("main", saved, TimeSpan.FromMilliseconds(milliseconds))));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, "Verified: no differences.")]
    [InlineData(1, "Verified: 1 difference found.")]
    [InlineData(1200, "Verified: 1,200 differences found.")]
    public void Whether_the_board_was_right_is_told_in_a_few_words(int? differing, string? expected)
    {
        var sentence = RefreshMessages.Truth(differing is { } count ? TestData.Verified(count) : new StoreResult(2000, 0, 0, 0, []));

        Assert.Equal(expected, sentence is null ? null : FormattableString.Invariant(sentence));
    }

    [Fact]
    public void More_than_half_gone_at_once_is_a_warning()
    {
        var warning = RefreshMessages.Collapse("main", new StoreResult(500, 60, 10, 51, []) { ListedBefore = 90 });

        Assert.Equal(
            "51 of 90 extensions were missing from the list of main and are gone. If the PBX is starting or reloading its dialplan, refresh again in a moment.",
            FormattableString.Invariant(warning!));
    }

    [Theory]
    [InlineData(100, 50)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void Half_or_less_or_a_single_one_gone_is_no_warning(int known, int offline) =>
        Assert.Null(RefreshMessages.Collapse("main", new StoreResult(known, offline, 0, offline, []) { ListedBefore = known }));
}
