using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Pages;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Refreshing;

/// <summary>What came of a refresh is told in the person's language; what is kept of it, and what scripts are told, is English.</summary>
public sealed class RefreshInGermanTests
{
    private static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/1001", 0);

    [Fact]
    public async Task A_result_is_a_German_sentence_with_German_numbers()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Enumerable.Range(1000, 1204).Select(exten => Anna with { Exten = $"{exten}" }).ToArray());
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = OpenInGerman(bench);

        await page.ClickAsync("Aktualisieren");

        Eventually(page, () => Assert.Contains(page.Role("status"), text => text.StartsWith("1.204 Nebenstellen auf main in 0,", StringComparison.Ordinal)));
        Assert.Contains(page.Role("status"), text => text.Contains(" s: 1.204 neu.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_is_German_and_the_words_of_the_PBX_are_its_own()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Anna).Refusals["ExtensionStateList"] = "Permission denied";
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = OpenInGerman(bench);

        await page.ClickAsync("Aktualisieren");

        Eventually(page, () => Assert.Contains(
            $"Das Manager-Konto „{pbx.Options().Username}“ darf ExtensionStateList auf der Anlage „main“ (127.0.0.1:{pbx.Options().Port}) nicht verwenden.",
            Assert.Single(page.Role("alert")), StringComparison.Ordinal));
        Assert.Contains("Permission denied", page.Role("alert")[0], StringComparison.Ordinal);
        var run = (await bench.Database.Queries.LastRunsAsync(ExtensionScope.All, 1, Xunit.TestContext.Current.CancellationToken))[0];
        Assert.StartsWith("The manager account “", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Das Manager-Konto „", German().Format(run.ErrorSentence!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_German()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Anna);
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        await bench.ApplyAsync(Rows(3));
        var page = OpenInGerman(bench);

        await page.ClickAsync("Aktualisieren");

        Eventually(page, () => Assert.Contains(
            page.Role("status"), text => text.Contains("3 von 3 Nebenstellen fehlten in der Liste von main", StringComparison.Ordinal)));
    }

    private static IRenderedComponent<ExtensionsStatus> OpenInGerman(PageBench bench)
    {
        bench.Context.Services.GetRequiredService<Localizer>().Use(Localizer.Language("de")!);
        return bench.Open();
    }

    private static Localizer German()
    {
        var texts = new Localizer();
        texts.Use(Localizer.Language("de")!);
        return texts;
    }

    private static void Eventually(IRenderedComponent<ExtensionsStatus> page, Action assertion) => page.WaitForAssertion(assertion, Timeouts.Default);
}
