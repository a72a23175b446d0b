using System.Net;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Tests.Auth.Circuits;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Auth.Sessions;

/// <summary>What ends a session on the server, whoever still holds its cookie.</summary>
public sealed class SessionEndTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private const string Cookie = "AmiBlazor";

    /// <summary>What a page waits for in seconds comes in parts of one.</summary>
    private static readonly Action<IServiceCollection> Quick = services => services.Configure<CircuitTimings>(timings =>
        (timings.KeepAlive, timings.Grace) = (TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250)));

    [Fact]
    public async Task Signing_out_ends_the_session_and_no_other_one()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var (here, there) = (new FormBrowser(app), new FormBrowser(app));
        await here.SignInAsync(AmiBlazorApp.Administrator);
        await there.SignInAsync(AmiBlazorApp.Administrator);
        var kept = here.Cookies[Cookie];

        await here.SignOutAsync();
        here.Cookies[Cookie] = kept;

        Assert.Equal(HttpStatusCode.Unauthorized, (await here.OpenAsync("/api/extensions")).Status);
        Assert.False(await here.IsInAsync());
        Assert.True(await there.IsInAsync());
    }

    [Fact]
    public async Task Signing_out_ends_the_open_pages_of_this_session_alone()
    {
        await using var app = await AmiBlazorApp.StartAsync(Quick);
        var (here, there) = (new FormBrowser(app), new FormBrowser(app));
        await here.SignInAsync(AmiBlazorApp.Administrator);
        await there.SignInAsync(AmiBlazorApp.Administrator);
        using var page = await RawPage.OpenAsync(app, new Cookie(Cookie, here.Cookies[Cookie]));
        using var other = await RawPage.OpenAsync(app, new Cookie(Cookie, there.Cookies[Cookie]));
        Assert.True(await page.HearAsync());

        await here.SignOutAsync();

        await page.EndAsync().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(await other.HearAsync());
    }

    [Fact]
    public async Task A_cookie_that_is_signed_out_writes_nothing_more_into_the_audit_log()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var browser = new FormBrowser(app);
        await browser.SignInAsync(AmiBlazorApp.Administrator);
        var kept = browser.Cookies[Cookie];

        for (var again = 0; again < 5; again++)
        {
            await browser.SignOutAsync();
            browser.Cookies[Cookie] = kept;
        }

        Assert.Single(await app.AuditOfAsync(AmiBlazorApp.Administrator), entry => entry.StartsWith("sign-out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signing_in_again_in_the_same_browser_ends_the_session_before()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("olga", Roles.Viewer);
        var browser = new FormBrowser(app);
        await browser.SignInAsync("olga");
        var kept = browser.Cookies[Cookie];

        await browser.SignInAsync(AmiBlazorApp.Administrator);
        var isIn = await browser.IsInAsync();
        browser.Cookies[Cookie] = kept;

        Assert.True(isIn);
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_stolen_cookie_key_and_the_number_of_a_session_open_nothing()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var browser = new FormBrowser(app);
        await browser.SignInAsync(AmiBlazorApp.Administrator);
        var ada = await app.AccountAsync(AmiBlazorApp.Administrator, Roles.Administrator);
        await using var context = await app.ContextAsync();
        var session = await context.Sessions.SingleAsync(TestContext.Current.CancellationToken);

        // As whoever has the cookie keys and can read the database would make it.
        var properties = new AuthenticationProperties();
        properties.SetString(SessionToken.Item, Convert.ToHexStringLower(session.Hash));
        var format = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(AuthSchemes.Cookie).TicketDataFormat;
        browser.Cookies[Cookie] = format.Protect(
            new AuthenticationTicket(CachedAccount.Of(ada).Principal(address: null, session.Id), properties, AuthSchemes.Cookie));

        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_session_that_is_used_every_day_ends_all_the_same()
    {
        var clock = new ShiftedClock();
        await using var app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var browser = new FormBrowser(app);
        await browser.FillAsync(
            "/sign-in", "sign-in", ("Form.UserName", AmiBlazorApp.Administrator), ("Form.Password", AmiBlazorApp.Password), ("Form.RememberMe", "true"));

        List<int> days = [];
        for (var day = 1; day <= 40; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            if (await browser.IsInAsync()) days.Add(day);
        }

        Assert.Equal(Enumerable.Range(1, 29), days);
    }

    [Fact]
    public async Task A_session_ends_14_days_after_its_last_use()
    {
        var clock = new ShiftedClock();
        await using var app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var browser = new FormBrowser(app);
        await browser.SignInAsync(AmiBlazorApp.Administrator);

        clock.Advance(TimeSpan.FromDays(13));
        var before = await browser.IsInAsync();
        clock.Advance(TimeSpan.FromDays(15));

        Assert.True(before);
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_person_sees_their_own_sessions_and_ends_one()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("olga", Roles.Viewer);
        var (here, there, olga) = (new FormBrowser(app, "10.4.0.1"), new FormBrowser(app, "10.4.0.2"), new FormBrowser(app, "10.4.0.3"));
        await here.SignInAsync(AmiBlazorApp.Administrator);
        await there.SignInAsync(AmiBlazorApp.Administrator);
        await olga.SignInAsync("olga");

        var page = await here.OpenAsync("/account");
        var rows = page.Document.QuerySelectorAll(".sessions tbody tr");
        Assert.Equal(2, rows.Length);
        Assert.Contains("This session", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("10.4.0.1", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("10.4.0.2", rows[1].TextContent, StringComparison.Ordinal);

        var form = rows[1].QuerySelector("input[name=_handler]")!.GetAttribute("value")!;
        var answer = await here.FillAsync(page, "/account", form);

        Assert.Contains("The session has ended.", (await here.OpenAsync(answer.Goes!)).Text, StringComparison.Ordinal);
        Assert.False(await there.IsInAsync());
        Assert.True(await here.IsInAsync());
        Assert.True(await olga.IsInAsync());
        Assert.Contains("sign-out done Another session.", await app.AuditOfAsync(AmiBlazorApp.Administrator));
    }

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task On_PostgreSQL_sessions_begin_end_and_expire_and_failed_attempts_count_too()
    {
        var clock = new ShiftedClock();
        await using var app = await AmiBlazorApp.StartAsync(
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)),
            ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", postgreSql.NewDatabase()));
        var (here, there) = (new FormBrowser(app), new FormBrowser(app));
        await here.SignInAsync(AmiBlazorApp.Administrator);
        await there.SignInAsync(AmiBlazorApp.Administrator);
        await there.SignOutAsync();
        Assert.True(await here.IsInAsync());
        for (var wrong = 0; wrong < 5; wrong++) await new FormBrowser(app).SignInAsync("nobody", "a wrong password");

        var locked = await new FormBrowser(app).SignInAsync("nobody", "a wrong password");
        clock.Advance(TimeSpan.FromDays(31));
        await app.Services.GetRequiredService<AccountCache>().ReloadAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("Too many failed attempts.", locked.Problem, StringComparison.Ordinal);
        Assert.False(await here.IsInAsync());
        await using var context = await app.ContextAsync();
        Assert.Empty(await context.Sessions.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_open_page_ends_with_its_session_and_is_use_of_it()
    {
        var clock = new ShiftedClock();
        await using var app = await AmiBlazorApp.StartAsync(services =>
        {
            Quick(services);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        });
        var browser = new FormBrowser(app);
        await browser.SignInAsync(AmiBlazorApp.Administrator);
        using var page = await RawPage.OpenAsync(app, new Cookie(Cookie, browser.Cookies[Cookie]));
        Assert.True(await page.HearAsync());

        // What the refresher does every 20 s.
        clock.Advance(TimeSpan.FromDays(29));
        await RoundAsync();
        Assert.True(await page.HearAsync());
        clock.Advance(TimeSpan.FromDays(1));
        await RoundAsync();

        await page.EndAsync().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        async Task RoundAsync()
        {
            foreach (var session in app.Services.GetRequiredService<CircuitConnectionGuard>().OpenSessions())
                app.Services.GetRequiredService<SessionUsage>().Used(session);
            await app.Services.GetRequiredService<AccountCache>().ReloadAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("olga", Roles.Viewer);
        var (ada, other, olga) = (new FormBrowser(app), new FormBrowser(app), new FormBrowser(app));
        await ada.SignInAsync(AmiBlazorApp.Administrator);
        await other.SignInAsync(AmiBlazorApp.Administrator);
        await olga.SignInAsync("olga");
        var foreign = (await ada.OpenAsync("/account")).Document.QuerySelector(".sessions tbody tr:nth-child(2) input[name='Ending.Id']")!;

        var page = await olga.OpenAsync("/account");
        var own = page.Document.QuerySelector(".sessions tbody tr input[name='Ending.Id']");
        Assert.Null(own);
        await olga.FillAsync(page, "/account", "everywhere", ("_handler", "end-session"), ("Ending.Id", foreign.GetAttribute("value")!));

        Assert.True(await other.IsInAsync());
        Assert.True(await ada.IsInAsync());
    }
}
