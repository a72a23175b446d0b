using AmiBlazor.Auth.Screens;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.Screens;

public sealed class ScreenPairingsTests
{
    private readonly FakeClock _clock = new();
    private readonly ScreenPairings _pairings;

    public ScreenPairingsTests() => _pairings = new(_clock);

    [Fact]
    public async Task A_code_has_eight_letters_and_digits_that_nobody_mistakes()
    {
        var codes = new List<string>();
        for (var number = 0; number < 100; number++)
            codes.Add(await CodeAsync(await _pairings.BeginAsync($"{number}", "here")));

        Assert.All(codes, code => Assert.Matches("^[AC-HJKMNP-RT-Y34679]{8}$", code));
        Assert.Equal(100, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("CODE")]
    [InlineData(" CODE ")]
    [InlineData("FIRST-LAST")]
    [InlineData("FIRST LAST")]
    public async Task A_code_is_taken_as_people_type_it_and_once(string form)
    {
        var secret = await _pairings.BeginAsync("a", "192.0.2.7, Chromium");
        var code = await CodeAsync(secret);
        var typed = form.Replace("CODE", code.ToLowerInvariant(), StringComparison.Ordinal).Replace("FIRST", code[..4], StringComparison.Ordinal)
            .Replace("LAST", code[4..], StringComparison.Ordinal);

        var taken = await _pairings.TakeAsync(typed);

        Assert.Equal("192.0.2.7, Chromium", taken?.Origin);
        Assert.Null(await _pairings.TakeAsync(typed));
        Assert.Null(await _pairings.FindAsync(secret));
        Assert.True(await _pairings.IsWaitingAsync(secret));
    }

    [Fact]
    public async Task The_token_goes_to_the_browser_that_showed_the_code_and_once()
    {
        var (secret, other) = (await _pairings.BeginAsync("a", "here"), await _pairings.BeginAsync("b", "there"));
        var taken = (await _pairings.TakeAsync(await CodeAsync(secret)))!;
        Assert.Null(await _pairings.PickUpAsync(secret));

        await taken.GiveAsync("token");

        Assert.Null(await _pairings.PickUpAsync(other));
        Assert.Null(await _pairings.PickUpAsync(null));
        Assert.Equal("token", await _pairings.PickUpAsync(secret));
        Assert.Null(await _pairings.PickUpAsync(secret));
        Assert.False(await _pairings.IsWaitingAsync(secret));
    }

    [Fact]
    public async Task A_code_of_which_nothing_came_can_be_entered_again()
    {
        var secret = await _pairings.BeginAsync("a", "here");
        var code = await CodeAsync(secret);

        await (await _pairings.TakeAsync(code))!.ReleaseAsync();

        Assert.NotNull(await _pairings.TakeAsync(code));
    }

    [Fact]
    public async Task A_code_and_a_token_that_nobody_fetched_end_after_ten_minutes()
    {
        var (secret, other) = (await _pairings.BeginAsync("a", "here"), await _pairings.BeginAsync("a", "here"));
        var code = await CodeAsync(secret);
        await (await _pairings.TakeAsync(await CodeAsync(other)))!.GiveAsync("token");
        _clock.Advance(ScreenCode.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), (await _pairings.FindAsync(secret))!.Value.Left);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await _pairings.FindAsync(secret));
        Assert.Null(await _pairings.TakeAsync(code));
        Assert.Null(await _pairings.PickUpAsync(other));
    }

    [Fact]
    public async Task Who_asks_for_too_many_codes_gets_none_and_another_address_does()
    {
        var own = new List<string?>();
        for (var number = 0; number < 11; number++) own.Add(await _pairings.BeginAsync("a", "here"));

        Assert.All(own.Take(10), Assert.NotNull);
        Assert.Null(own[10]);
        Assert.NotNull(await _pairings.BeginAsync("b", "there"));
    }

    [Fact]
    public async Task There_are_never_more_than_two_hundred()
    {
        var all = new List<string?>();
        for (var number = 0; number < 201; number++) all.Add(await _pairings.BeginAsync($"{number}", "here"));

        Assert.Null(all[200]);
        _clock.Advance(ScreenCode.Lifetime);
        Assert.NotNull(await _pairings.BeginAsync("0", "here"));
    }

    private async Task<string> CodeAsync(string? secret) => (await _pairings.FindAsync(secret))!.Value.Code;
}
