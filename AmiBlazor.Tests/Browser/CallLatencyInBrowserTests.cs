using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>The latency from a key pressed on a real phone, through a real Asterisk, to a supervisor's page.</summary>
[Collection(Name)]
[Needs(Need.Asterisk)]
public sealed class CallLatencyInBrowserTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Calls = 15;

    /// <summary>Records when the row of 1001 tells of another call. Both clocks are this machine's.</summary>
    private const string Watch =
        """
        () => {
          window.told = [];
          let before = "";
          const look = () => {
            for (const row of document.querySelectorAll("[data-grid] tr.line")) {
              if (row.querySelector(".c-extension")?.textContent.trim() !== "1001") continue;
              const text = row.querySelector(".c-call .talk span")?.textContent.trim() ?? "";
              if (text !== before) window.told.push([before = text, Date.now()]);
            }
          };
          look();
          new MutationObserver(look).observe(document.querySelector("[data-grid]"), { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    [Theory, ClassData<AsteriskVersions>]
    public async Task Calls_of_real_phones_are_on_the_page(int version)
    {
        const string Inside = RealAsteriskSettings.DefaultContext;
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts = [new("amiblazor", "call,system,agent")],
            Hints = [(Inside, "1001", "PJSIP/1001"), (Inside, "1002", "PJSIP/1002")],
            Telephony = new(["1001", "1002"]) { IsExchange = true },
        });
        await using var anna = new SipPhone(asterisk.SipPort, "1001");
        await using var ben = new SipPhone(asterisk.SipPort, "1002");
        await anna.RegisterAsync();
        await ben.RegisterAsync();
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        await using var page = await chromium.OpenAsync(app.App, app.App.Address);
        await page.Row("1001").BeSeenAsync();
        await page.Page.EvaluateAsync(Watch).InTime();
        var onPage = new List<double>();

        for (var number = 0; number < Calls; number++)
        {
            var sentAt = DateTimeOffset.UtcNow;
            var call = anna.Call("1002");
            var rings = await ben.RingsAsync();
            await ShownAsync("Calling 1002", sentAt);
            sentAt = DateTimeOffset.UtcNow;
            await rings.AnswerAsync();
            await call.AnsweredAsync();
            await ShownAsync("Talking to 1002", sentAt);
            sentAt = DateTimeOffset.UtcNow;
            await call.HangUpAsync();
            await ShownAsync("", sentAt);
        }

        var sorted = onPage.Order().ToList();
        output.WriteLine(
            $"Asterisk {version}, {sorted.Count} changes of calls: median {sorted[sorted.Count / 2]:0} ms, 95 % within {sorted[sorted.Count * 95 / 100]:0} ms, "
            + $"worst {sorted[^1]:0} ms.");
        Assert.InRange(sorted[sorted.Count / 2], 0, 500);
        Assert.Empty(page.Faults);

        async Task ShownAsync(string text, DateTimeOffset sentAt)
        {
            await page.BecomeTrueAsync("text => text === '' ? window.told.at(-1)?.[0] === '' : window.told.at(-1)?.[0].startsWith(text)", text);
            onPage.Add(await page.Page.EvaluateAsync<double>("() => window.told.at(-1)[1]").InTime() - sentAt.ToUnixTimeMilliseconds());
        }
    }
}
