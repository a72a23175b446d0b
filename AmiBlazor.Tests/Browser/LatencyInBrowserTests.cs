using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>The latency from a real Asterisk to a supervisor's page.</summary>
[Collection(Name)]
[Needs(Need.Asterisk)]
public sealed class LatencyInBrowserTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Changes = 50;

    /// <summary>Records when each extension's row shows another status. Both clocks are this machine's.</summary>
    private const string Watch =
        """
        () => {
          window.told = {};
          const words = {};
          const look = () => {
            for (const row of document.querySelectorAll("[data-grid] tr.line")) {
              const [exten, word] = [row.querySelector(".c-extension"), row.querySelector(".c-status")].map(cell => cell?.textContent.trim());
              if (words[exten] !== undefined && words[exten] !== word) (window.told[exten] ??= []).push([word, Date.now()]);
              words[exten] = word;
            }
          };
          look();
          new MutationObserver(look).observe(document.querySelector("[data-grid]"), { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    private static readonly (string State, int Status, string Word)[] States =
        [("RINGING", 8, "Ringing"), ("INUSE", 1, "In use"), ("ONHOLD", 16, "On hold"), ("BUSY", 2, "Busy"), ("NOT_INUSE", 0, "Online")];

    /// <summary>Makes each change as soon as the previous one is on the page, which is the slow case: the circuit is in the pause after a render.</summary>
    [Theory, ClassData<AsteriskVersions>]
    public async Task Fifty_changes_on_the_pbx_are_on_the_page_and_in_the_database(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(200) });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        await using var page = await chromium.OpenAsync(app.App, app.App.Address);
        await page.Row("1009").BeSeenAsync();
        await page.Page.EvaluateAsync(Watch).InTime();
        var (onPage, saved) = (new List<double>(), new List<double>());

        for (var change = 0; change < Changes; change++)
        {
            var exten = (1000 + (change % 10)).ToString(CultureInfo.InvariantCulture);
            var (state, status, word) = States[change / 10];
            var sentAt = DateTimeOffset.UtcNow;
            var saving = app.UntilStatusAsync(exten, status);
            await asterisk.SetStateAsync("Custom:" + exten, state);
            saved.Add((await saving).TotalMilliseconds);
            await page.BecomeTrueAsync("([exten, word]) => window.told[exten]?.at(-1)[0].startsWith(word)", new[] { exten, word });
            onPage.Add(await page.Page.EvaluateAsync<double>("exten => window.told[exten].at(-1)[1]", exten).InTime() - sentAt.ToUnixTimeMilliseconds());
        }

        Report($"Asterisk {version}, on the page", onPage);
        Report($"Asterisk {version}, in the database", saved);
        Assert.All(onPage, milliseconds => Assert.InRange(milliseconds, 0, 5_000));
        Assert.InRange(Median(onPage), 0, 500);
        await app.AssertConsistentAsync();
        for (var number = 1000; number < 1010; number++)
        {
            var history = await app.HistoryAsync(number.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(States.Select(state => state.Status).Prepend(0), history.Select(entry => entry.ToCode));
            Assert.All(history.Skip(1), entry => Assert.Equal(ChangeSource.Live, entry.Source));
        }

        Assert.Empty(page.Faults);
    }

    private static double Median(List<double> milliseconds) => milliseconds.Order().ElementAt(milliseconds.Count / 2);

    private void Report(string what, List<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        output.WriteLine($"{what}: median {Median(milliseconds):0} ms, 95 % within {sorted[sorted.Count * 95 / 100]:0} ms, worst {sorted[^1]:0} ms.");
    }
}
