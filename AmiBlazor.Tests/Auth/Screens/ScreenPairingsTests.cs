using AmiBlazor.Auth.Screens;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.Screens;

public sealed class ScreenPairingsTests
{
    private readonly FakeClock _clock = new();
    private readonly ScreenPairings _pairings;

    public ScreenPairingsTests() => _pairings = new(_clock);

    [Fact]
    public void A_code_has_eight_letters_and_digits_that_nobody_mistakes()
    {
        var codes = Enumerable.Range(0, 100).Select(number => _pairings.Find(_pairings.Begin($"{number}", "here"))!.Value.Code).ToList();

        Assert.All(codes, code => Assert.Matches("^[AC-HJKMNP-RT-Y34679]{8}$", code));
        Assert.Equal(100, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("CODE")]
    [InlineData(" CODE ")]
    [InlineData("FIRST-LAST")]
    [InlineData("FIRST LAST")]
    public void A_code_is_taken_as_people_type_it_and_once(string form)
    {
        var secret = _pairings.Begin("a", "192.0.2.7, Chromium");
        var code = _pairings.Find(secret)!.Value.Code;
        var typed = form.Replace("CODE", code.ToLowerInvariant(), StringComparison.Ordinal).Replace("FIRST", code[..4], StringComparison.Ordinal)
            .Replace("LAST", code[4..], StringComparison.Ordinal);

        var taken = _pairings.Take(typed);

        Assert.Equal("192.0.2.7, Chromium", taken?.Origin);
        Assert.Null(_pairings.Take(typed));
        Assert.Null(_pairings.Find(secret));
        Assert.True(_pairings.IsWaiting(secret));
    }

    [Fact]
    public void The_token_goes_to_the_browser_that_showed_the_code_and_once()
    {
        var (secret, other) = (_pairings.Begin("a", "here"), _pairings.Begin("b", "there"));
        var taken = _pairings.Take(_pairings.Find(secret)!.Value.Code)!;
        Assert.Null(_pairings.PickUp(secret));

        taken.Give("token");

        Assert.Null(_pairings.PickUp(other));
        Assert.Null(_pairings.PickUp(null));
        Assert.Equal("token", _pairings.PickUp(secret));
        Assert.Null(_pairings.PickUp(secret));
        Assert.False(_pairings.IsWaiting(secret));
    }

    [Fact]
    public void A_code_of_which_nothing_came_can_be_entered_again()
    {
        var secret = _pairings.Begin("a", "here");
        var code = _pairings.Find(secret)!.Value.Code;

        _pairings.Take(code)!.Release();

        Assert.NotNull(_pairings.Take(code));
    }

    [Fact]
    public void A_code_and_a_token_that_nobody_fetched_end_after_ten_minutes()
    {
        var (secret, other) = (_pairings.Begin("a", "here"), _pairings.Begin("a", "here"));
        var code = _pairings.Find(secret)!.Value.Code;
        _pairings.Take(_pairings.Find(other)!.Value.Code)!.Give("token");
        _clock.Advance(ScreenPairings.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), _pairings.Find(secret)!.Value.Left);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(_pairings.Find(secret));
        Assert.Null(_pairings.Take(code));
        Assert.Null(_pairings.PickUp(other));
    }

    [Fact]
    public void Who_asks_for_too_many_codes_gets_none_and_another_address_does()
    {
        var own = Enumerable.Range(0, 11).Select(_ => _pairings.Begin("a", "here")).ToList();

        Assert.All(own.Take(10), Assert.NotNull);
        Assert.Null(own[10]);
        Assert.NotNull(_pairings.Begin("b", "there"));
    }

    [Fact]
    public void There_are_never_more_than_two_hundred()
    {
        var all = Enumerable.Range(0, 201).Select(number => _pairings.Begin($"{number}", "here")).ToList();

        Assert.Null(all[200]);
        _clock.Advance(ScreenPairings.Lifetime);
        Assert.NotNull(_pairings.Begin("0", "here"));
    }
}
