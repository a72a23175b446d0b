using System.Net;
using AmiBlazor.Board;
using AmiBlazor.Components.Layout;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

/// <summary>Links and bookmarks of the version before MudBlazor: each still shows what it showed, in the first answer already.</summary>
public sealed class FormerLinksTests(FormerLinksTests.Board board) : IClassFixture<FormerLinksTests.Board>
{
    private const string Branch = "branch & co";
    private const string Sales = "sales/support?";

    [Theory]
    [InlineData("/", "1001 1002 1003 1004 1005 1006 1007 1008 2001")]
    [InlineData("/?q=lovelace", "1001")]
    [InlineData("/?q=2001%20branch", "2001")]
    [InlineData("/?status=online", "1001 2001")]
    [InlineData("/?status=in-use", "1002")]
    [InlineData("/?status=busy", "1003")]
    [InlineData("/?status=offline", "1004")]
    [InlineData("/?status=ringing", "1005")]
    [InlineData("/?status=ringing-in-use", "1006")]
    [InlineData("/?status=on-hold", "1007")]
    [InlineData("/?status=unknown", "1008")]
    [InlineData("/?pbx=branch%20%26%20co", "2001")]
    [InlineData("/?context=sales%2Fsupport%3F", "1008 2001")]
    [InlineData("/?sort=extension", "1001 1002 1003 1004 1005 1006 1007 1008 2001")]
    [InlineData("/?sort=-extension", "2001 1008 1007 1006 1005 1004 1003 1002 1001")]
    [InlineData("/?status=online&sort=name", "1001 2001")]
    [InlineData("/?status=online&sort=-name", "2001 1001")]
    [InlineData("/?status=online&sort=pbx", "2001 1001")]
    [InlineData("/?status=online&sort=-context", "2001 1001")]
    [InlineData("/?context=sales%2Fsupport%3F&sort=-status", "1008 2001")]
    [InlineData("/?status=online&sort=-since", "1001 2001")]
    [InlineData("/?status=online&sort=seen", "1001 2001")]
    [InlineData("/?status=online&sort=-seen", "2001 1001")]
    [InlineData("/?q=1&status=online&pbx=main&context=from-internal&sort=-name&open=main%2Ffrom-internal%2F1001", "1001")]
    public async Task The_grid_shows_the_same_rows_in_the_same_order(string link, string rows)
    {
        var page = await OpenAsync(link);

        Assert.Equal(rows, string.Join(' ', page.Document.QuerySelectorAll("[data-grid] tr.line .c-extension a").Select(number => number.TextContent)));
        Assert.Empty(page.Document.QuerySelectorAll(".hint[aria-live]"));
    }

    [Theory]
    [InlineData("/?open=main%2Ffrom-internal%2F1001", "1001 Ada Lovelace")]
    [InlineData("/?open=branch%2520%2526%2520co%2Fsales%252Fsupport%253F%2F2001", "2001 PJSIP/2001")]
    [InlineData("/?pbx-panel=main", "main")]
    [InlineData("/?run={run}", "Refresh of main")]
    [InlineData("/runs?run={run}", "Refresh of main")]
    public async Task A_drawer_is_open(string link, string title)
    {
        var page = await OpenAsync(link);

        var shown = Assert.Single(page.Document.QuerySelectorAll("[role=dialog] h2")).TextContent;
        Assert.Equal(title, string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("/runs", "3 refreshes")]
    [InlineData("/runs?pbx=branch%20%26%20co", "1 refresh")]
    [InlineData("/runs?outcome=completed", "2 refreshes")]
    [InlineData("/runs?outcome=failed", "1 refresh")]
    [InlineData("/runs?outcome=timedOut", "")]
    [InlineData("/runs?outcome=stopped", "")]
    [InlineData("/runs?outcome=empty", "")]
    [InlineData("/runs?sort=when", "3 refreshes", "ascending")]
    [InlineData("/runs?sort=-known", "3 refreshes", "descending")]
    [InlineData("/runs?sort=-changed", "3 refreshes", "descending")]
    [InlineData("/runs?sort=-new", "3 refreshes", "descending")]
    [InlineData("/runs?sort=-offline", "3 refreshes", "descending")]
    [InlineData("/runs?sort=-rows", "3 refreshes", "descending")]
    [InlineData("/runs?sort=-wrong", "3 refreshes", "descending")]
    [InlineData("/runs?pbx=main&outcome=completed&sort=-changed&page=1&run={run}&pick={run}", "1 refresh", "descending")]
    public async Task The_list_of_refreshes_has_the_same_filter_and_order(string link, string count, string order = "descending")
    {
        var page = await OpenAsync(link);

        Assert.Equal(count, page.Document.QuerySelector(".shown")!.TextContent);
        Assert.Empty(page.Document.QuerySelectorAll(".hint"));
        if (count.Length > 0) Assert.Equal(order, Assert.Single(page.Document.QuerySelectorAll("th[aria-sort=ascending], th[aria-sort=descending]")).GetAttribute("aria-sort"));
    }

    [Theory]
    [InlineData("/runs?pick={run}", "1 selected: select another one")]
    [InlineData("/runs?pick={run},{failed}", "2 selected")]
    [InlineData("/runs?compare={run},{failed}", "Refresh comparison")]
    [InlineData("/print?q=1&status=online&pbx=main&context=from-internal&sort=-name", "1 of 9 extensions")]
    [InlineData("/print?pbx=branch%20%26%20co", "1 of 9 extensions")]
    [InlineData("/account", "Change password")]
    [InlineData("/account?done=password", "Your password has been changed. All your other sessions have ended.")]
    [InlineData("/account?done=second-factor-off", "Two-factor authentication is off. All your other sessions have ended.")]
    [InlineData("/account/passkeys", "Passkeys")]
    [InlineData("/account/second-factor", "Two-factor authentication")]
    [InlineData("/accounts", "ada")]
    [InlineData("/accounts?removed=true", "The account was deleted, and its sessions have ended.")]
    [InlineData("/accounts/new", "Create account")]
    [InlineData("/accounts/{account}", "ada")]
    [InlineData("/accounts/{account}?done=grant", "Saved.")]
    [InlineData("/accounts/{account}?done=unlock", "The account is unlocked.")]
    [InlineData("/keys", "API keys")]
    [InlineData("/keys?revoked=true", "The API key was revoked and no longer works.")]
    [InlineData("/keys/new", "Create API key")]
    [InlineData("/audit", "Sign-in")]
    [InlineData("/audit?who=ada&action=sign-in&outcome=done&q=&address=127.0.0.1&from=2026-01-01&to=9000-01-01&before=1000000", "Sign-in")]
    [InlineData("/audit?after=0", "Sign-in")]
    [InlineData("/sign-in?signed-out=everywhere", "You are signed out everywhere.")]
    [InlineData("/not-found", "Page not found")]
    public async Task The_page_says_the_same(string link, string text)
    {
        var page = await OpenAsync(link);

        Assert.Contains(text, page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll(".hint[aria-live], .mud-alert.hint"));
    }

    [Theory]
    [InlineData("/export/extensions.csv?q=1&status=online&pbx=main&context=from-internal&sort=-name", "1001")]
    [InlineData("/export/extensions.csv?status=online&separator=semicolon", "main;from-internal;1001;")]
    [InlineData("/export/audit.csv?who=ada&action=sign-in&outcome=done", "ada")]
    public async Task A_file_has_the_same_lines(string link, string text)
    {
        var file = await OpenAsync(link);

        Assert.Contains(text, file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1002", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_comes_to_the_link_after_signing_in()
    {
        const string Link = "/?status=ringing&sort=-name";
        var stranger = new FormBrowser(board.App);

        var asked = await stranger.OpenAsync(Link);
        Assert.Equal("/sign-in?back=" + Uri.EscapeDataString(Link), new Uri(board.App.Address, asked.Goes!).PathAndQuery, ignoreCase: true);
        var signedIn = await stranger.SignInAsync(AmiBlazorApp.Administrator, path: asked.Goes!);

        Assert.Equal(Link, new Uri(board.App.Address, signedIn.Goes!).PathAndQuery);
    }

    [Theory]
    [InlineData("theme=dark", "html[data-theme=dark]", "")]
    [InlineData("theme=light&density=compact", "html[data-theme=light][data-density=compact]", "")]
    [InlineData("lang=de", "html[lang=de]", "")]
    [InlineData("zone=Europe%2FBerlin", "html[data-theme=system]", "")]
    [InlineData("hide=name.pbx.context.since.lastseen", "th.c-extension", "th.c-name, th.c-pbx, th.c-context, th.c-since, th.c-seen")]
    [InlineData("theme=dark&density=compact&lang=de&zone=Europe%2FBerlin&hide=context", "html[data-theme=dark][lang=de] th.c-seen", "th.c-context")]
    public async Task The_look_in_the_browsers_cookie_is_kept(string look, string there, string gone)
    {
        var browser = new FormBrowser(board.App);
        foreach (var (name, value) in board.Browser.Cookies) browser.Cookies[name] = value;
        browser.Cookies[DisplayPreferences.Cookie] = Uri.EscapeDataString(look);

        var page = await browser.OpenAsync("/");

        Assert.NotEmpty(page.Document.QuerySelectorAll(there));
        if (gone.Length > 0) Assert.Empty(page.Document.QuerySelectorAll(gone));
        Assert.Equal(
            "Extension Name Pbx Context Status Call Since LastSeen Department Email Note".Split(' '),
            DisplayPreferences.Parse(look).Order.Select(column => column.ToString()));
    }

    private async Task<FormAnswer> OpenAsync(string link)
    {
        var page = await board.Browser.OpenAsync(board.Of(link));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page;
    }

    /// <summary>Two PBXs with an extension in each status, three refreshes, and a browser that an administrator is signed in with.</summary>
    public sealed class Board : IAsyncLifetime
    {
        private AmiBlazorApp? _app;
        private string _run = "";
        private string _failed = "";
        private int _account;

        internal AmiBlazorApp App => _app ?? throw new InvalidOperationException("The application did not start.");

        internal FormBrowser Browser { get; private set; } = null!;

        internal string Of(string link) => link
            .Replace("{run}", _run, StringComparison.Ordinal)
            .Replace("{failed}", _failed, StringComparison.Ordinal)
            .Replace("{account}", FormattableString.Invariant($"{_account}"), StringComparison.Ordinal);

        public async ValueTask InitializeAsync()
        {
            _app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(1), .. AmiBlazorApp.Server(1, Branch, number: 1)]);
            var store = _app.Services.GetRequiredService<ExtensionStore>();
            var (run, failed) = (Run(), Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(5), error: "Refused."));
            (_run, _failed) = (run.ConnectionId, failed.ConnectionId);
            await store.ApplySnapshotAsync(
                Snapshot(
                    Row("1001"), Row("1002", 1), Row("1003", 2), Row("1004", 4), Row("1005", 8), Row("1006", 9), Row("1007", 16), Row("1008", -1, Sales)),
                run, TestContext.Current.CancellationToken);
            await store.ApplySnapshotAsync(
                new ExtensionSnapshot(Branch, Noon.AddMinutes(1), [], new[] { Row("2001", context: Sales) }), Run(server: Branch),
                TestContext.Current.CancellationToken);
            await store.RecordRunAsync(failed, TestContext.Current.CancellationToken);
            await _app.NameAsync("1001", "Ada Lovelace");
            _account = (await _app.AccountAsync(AmiBlazorApp.Administrator, "")).Id;
            Browser = new FormBrowser(_app);
            await Browser.SignInAsync(AmiBlazorApp.Administrator);
        }

        public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;
    }
}
