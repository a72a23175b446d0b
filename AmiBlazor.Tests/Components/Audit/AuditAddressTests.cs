using AmiBlazor.Components.Audit;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;

namespace AmiBlazor.Tests.Components.Audit;

public sealed class AuditAddressTests
{
    private readonly Localizer _texts = new();

    [Fact]
    public void What_the_address_asks_for_is_what_its_query_says()
    {
        var address = Of("who=ann weber&action=name-edit&outcome=refused&q=100%26&address=2001:db8::7&from=2026-01-31&to=2026-02-01&before=17&separator=semicolon");

        Assert.Equal("./audit?who=ann%20weber&action=name-edit&outcome=refused&q=100%26&address=2001%3Adb8%3A%3A7&from=2026-01-31&to=2026-02-01&before=17", address.ToString());
        Assert.Equal(address, Of(address.Query().TrimStart('?')));
        Assert.Equal("./audit", Of("who=&action=&q=%20").ToString());
        Assert.Equal((true, false), (address.HasFilter, Of("before=17").HasFilter));
    }

    [Fact]
    public void Days_are_those_of_the_person_from_midnight_to_midnight()
    {
        _texts.Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        // The clocks go forward in that night: the day has 23 hours.
        var (filter, hints) = Of("from=2026-03-29&to=2026-03-29").Read(_texts);

        Assert.Equal(DateTimeOffset.Parse("2026-03-28T23:00:00Z", null), filter.From);
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T22:00:00Z", null), filter.To);
        Assert.Empty(hints);
    }

    [Fact]
    public void A_day_whose_midnight_the_clocks_leave_out_begins_when_it_begins()
    {
        _texts.Zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");

        var (filter, _) = Of("from=2026-04-24").Read(_texts);

        Assert.Equal(DateTimeOffset.Parse("2026-04-23T22:00:00Z", null), filter.From);
    }

    [Theory]
    [InlineData("action=dancing", "Unknown action in the URL: “dancing”. Showing all actions.")]
    [InlineData("outcome=maybe", "Unknown outcome in the URL: “maybe”. Showing all outcomes.")]
    [InlineData("from=yesterday", "“yesterday” is not a valid date and was ignored. Example: 2026-01-31.")]
    [InlineData("to=9999-12-31", "“9999-12-31” is not a valid date and was ignored. Example: 2026-01-31.")]
    [InlineData("from=0001-01-01", "“0001-01-01” is not a valid date and was ignored. Example: 2026-01-31.")]
    [InlineData("from=2026-02-01&to=2026-01-31", "The start date is after the end date, so there are no entries.")]
    public void What_means_nothing_is_said(string query, string hint) => Assert.Equal([hint], Of(query).Read(_texts).Hints);

    [Fact]
    public void Every_action_and_outcome_has_words_in_every_language()
    {
        Assert.All(Localizer.Languages, language =>
        {
            _texts.Use(language);
            Assert.All(AuditStyle.Actions, word => Assert.NotEqual(word, AuditStyle.Action(_texts, word)));
            Assert.All(AuditStyle.Outcomes, word => Assert.NotEqual(word, AuditStyle.Outcome(_texts, word)));
        });
    }

    [Theory]
    [InlineData("17", 17L)]
    [InlineData("0", 0L)]
    [InlineData("-1", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("1;DROP", null)]
    [InlineData(null, null)]
    public void A_number_is_a_number_or_nothing(string? part, long? number) => Assert.Equal(number, AuditAddress.Number(part));

    [Fact]
    public void An_endless_part_is_cut() => Assert.Equal(AuditAddress.Longest, Of("who=" + new string('x', 9_000)).Who!.Length);

    private static AuditAddress Of(string query)
    {
        var parts = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        return AuditAddress.Of(name => parts.TryGetValue(name, out var value) ? value.ToString() : null);
    }
}
