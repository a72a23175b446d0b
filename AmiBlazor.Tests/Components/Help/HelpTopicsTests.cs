using System.Runtime.CompilerServices;
using AmiBlazor.Components.Help;
using AmiBlazor.Components.Languages;
using AmiBlazor.Tests.Components.Languages;

namespace AmiBlazor.Tests.Components.Help;

/// <summary>Each error leads to a page that says what to check.</summary>
public sealed class HelpTopicsTests
{
    // Where the sentences of errors are written.
    private static readonly string[] Files = ["AmiErrors", "LiveMessages", "RefreshResult", "StoreException", "StoreMessages", "CallMessages"];

    // They are no errors, or pass by themselves.
    private static readonly string[] NoErrors = ["was stopped", "was not running", "another one takes over", "another node of the cluster follows"];

    private static IReadOnlyList<string> Errors { get; } =
    [
        .. new TextsInCode(ProductSource.Read()).Keys
            .Where(key => Files.Any(file => key.Value.Contains(file, StringComparison.Ordinal)) && !NoErrors.Any(word => key.Key.Contains(word, StringComparison.Ordinal)))
            .Select(key => key.Key),
    ];

    public static TheoryData<HelpTopic> Topics => [.. Enum.GetValues<HelpTopic>()];

    [Fact]
    public void Every_error_has_a_page_of_help() =>
        Assert.Equal([], Errors.Where(error => Of(error) is null));

    [Theory]
    [MemberData(nameof(Topics))]
    public void Every_page_of_help_has_an_error(HelpTopic topic) => Assert.Contains(Errors, error => Of(error) == topic);

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_page_is_found_by_its_address_and_says_what_to_check_in_every_language(HelpTopic topic)
    {
        Assert.Equal(topic, HelpTopics.Parse(HelpTopics.Word(topic)));
        foreach (var language in Localizer.Languages)
        {
            var texts = new Localizer();
            texts.Use(language);
            Assert.True(ErrorAdvice.Of(texts, topic).Steps.Count >= 2);
        }
    }

    [Fact]
    public void A_word_that_is_no_topic_leads_nowhere() => Assert.All(new[] { "", "Login", "0", "no-such" }, word => Assert.Null(HelpTopics.Parse(word)));

    private static HelpTopic? Of(string template) => HelpTopics.Of(FormattableStringFactory.Create(template));
}
