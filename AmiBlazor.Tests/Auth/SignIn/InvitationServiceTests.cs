using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Auth.SignIn;

/// <summary>The links by which users choose their passwords.</summary>
[Needs(Need.Time)]
public sealed class InvitationServiceTests
{
    private const string Chosen = "nobody else knows this one";
    private const string Void = "This link is no longer valid: it was used or has expired. Ask an administrator for a new one.";

    [Fact]
    public async Task The_link_of_a_new_account_sets_its_password_once()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var link = await NewAccountAsync(app);
        var person = new FormBrowser(app);

        var page = await person.OpenAsync(link);
        var set = await person.FillAsync(page, link, "set-password", ("Form.Password", Chosen), ("Form.Again", Chosen));
        var done = await person.OpenAsync(set.Goes!);
        var again = await person.FillAsync(page, link, "set-password", ("Form.Password", Chosen + "!"), ("Form.Again", Chosen + "!"));
        var signedIn = await person.SignInAsync("berta", Chosen);

        Assert.Equal("berta", page.Document.QuerySelector("input[autocomplete=username]")!.GetAttribute("value"));
        Assert.Contains("Your password is set", done.Text, StringComparison.Ordinal);
        Assert.Equal(Void, again.Problem);
        Assert.Equal(Void, (await person.OpenAsync(link)).Problem);
        Assert.Null(signedIn.Problem);
        Assert.Contains("password-change done First password, by link.", await app.AuditOfAsync("berta"));
    }

    [Fact]
    public async Task Neither_log_nor_audit_holds_a_link()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var link = await NewAccountAsync(app);
        var token = link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..];
        var person = new FormBrowser(app);
        await person.FillAsync(link, "set-password", ("Form.Password", "short"), ("Form.Again", "short"));
        await person.FillAsync(link, "set-password", ("Form.Password", Chosen), ("Form.Again", Chosen));

        await using var context = await app.ContextAsync();
        var entries = await context.AuditEntries.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);

        Assert.True(token.Length > 80);
        Assert.DoesNotContain(app.Logs, line => line.Message.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(entries, entry => $"{entry.Who} {entry.About} {entry.Detail}".Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_of_a_link_is_not_cached_and_sends_no_referrer()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var link = await NewAccountAsync(app);

        using var answer = await app.Client().SendAsync(app.Navigation(link), TestContext.Current.CancellationToken);

        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task An_expired_link_sets_no_password()
    {
        await using var app = await AmiBlazorApp.StartAsync(
            services => services.Configure<InvitationTokens.Lifespan>(tokens => tokens.TokenLifespan = TimeSpan.Zero));
        var link = await NewAccountAsync(app);

        Assert.Equal(Void, (await new FormBrowser(app).OpenAsync(link)).Problem);
    }

    [Fact]
    public async Task A_link_is_valid_for_72_hours()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        Assert.Equal(
            TimeSpan.FromHours(72), app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<InvitationTokens.Lifespan>>().Value.TokenLifespan);
    }

    [Fact]
    public async Task A_new_link_replaces_the_earlier_one_until_there_is_a_password()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var first = await NewAccountAsync(app);
        var second = await LinkAsync(app, "berta");

        Assert.Equal(Void, (await new FormBrowser(app).OpenAsync(first)).Problem);
        Assert.Null((await new FormBrowser(app).OpenAsync(second)).Problem);
    }

    [Fact]
    public async Task A_new_link_replaces_the_earlier_one_of_an_account_with_a_password_and_ends_no_session()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("berta", Roles.Viewer);
        var berta = new FormBrowser(app);
        await berta.SignInAsync("berta");
        var first = await LinkAsync(app, "berta");
        var second = await LinkAsync(app, "berta");

        Assert.Equal(Void, (await new FormBrowser(app).OpenAsync(first)).Problem);
        Assert.Equal(Void, (await new FormBrowser(app).FillAsync(first, "set-password", ("Form.Password", Chosen), ("Form.Again", Chosen))).Problem);
        Assert.True(await berta.IsInAsync());
        Assert.Null((await new FormBrowser(app).OpenAsync(second)).Problem);
    }

    [Fact]
    public async Task A_new_password_by_link_ends_the_old_one_and_its_sessions()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("berta", Roles.Viewer);
        var before = new FormBrowser(app);
        await before.SignInAsync("berta");

        var link = await LinkAsync(app, "berta");
        var stillIn = await before.IsInAsync();
        await new FormBrowser(app).FillAsync(link, "set-password", ("Form.Password", Chosen), ("Form.Again", Chosen));

        Assert.True(stillIn);
        Assert.False(await before.IsInAsync());
        Assert.NotNull((await new FormBrowser(app).SignInAsync("berta")).Problem);
        Assert.Null((await new FormBrowser(app).SignInAsync("berta", Chosen)).Problem);
    }

    [Theory]
    [InlineData("/set-password")]
    [InlineData("/set-password?account=1&token=")]
    [InlineData("/set-password?account=1&token=!!!")]
    [InlineData("/set-password?account=1&token=AAAA")]
    [InlineData("/set-password?account=99&token=AAAA")]
    [InlineData("/set-password?account=-1&token=%01")]
    public async Task An_invalid_link_opens_nothing(string path)
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var answer = await new FormBrowser(app).FillAsync(path, "set-password", ("Form.Password", Chosen), ("Form.Again", Chosen));

        Assert.Equal(Void, answer.Problem);
        Assert.Null((await new FormBrowser(app).SignInAsync("ada")).Problem);
    }

    [Fact]
    public async Task A_link_is_valid_for_its_own_account_only_and_not_for_a_disabled_one()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var link = await NewAccountAsync(app);
        var id = (await app.AccountAsync("berta", Roles.Viewer)).Id;
        var ada = await AdaAsync(app);

        var ofAda = await new FormBrowser(app).OpenAsync(link.Replace($"account={id}", "account=1", StringComparison.Ordinal));
        await ada.FillAsync($"/accounts/{id}", "account", ("Form.Act", "disable"));
        var ofDisabled = await new FormBrowser(app).OpenAsync(link);
        var noLink = await ada.FillAsync($"/accounts/{id}", "account", ("Form.Act", "link"));

        Assert.Equal(Void, ofAda.Problem);
        Assert.Equal(Void, ofDisabled.Problem);
        Assert.Equal("This account is disabled. Enable it first.", noLink.Problem);
    }

    [Theory]
    [InlineData("short", "short", "The password has 5 characters; at least 12 are required. A phrase of several words works well.")]
    [InlineData(Chosen, "another one altogether", "The passwords do not match.")]
    public async Task An_invalid_password_is_refused_and_the_link_stays_valid(string password, string again, string problem)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var link = await NewAccountAsync(app);
        var person = new FormBrowser(app);

        var answer = await person.FillAsync(link, "set-password", ("Form.Password", password), ("Form.Again", again));

        Assert.Equal(problem, answer.Problem);
        Assert.Null((await person.OpenAsync(link)).Problem);
    }

    private static async Task<FormBrowser> AdaAsync(AmiBlazorApp app)
    {
        var ada = new FormBrowser(app);
        Assert.Null((await ada.SignInAsync("ada")).Problem);
        return ada;
    }

    private static async Task<string> NewAccountAsync(AmiBlazorApp app)
    {
        var ada = await AdaAsync(app);
        return LinkOf(app, await ada.FillAsync(
            "/accounts/new", "new-account",
            ("Form.UserName", "berta"), ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all")));
    }

    private static async Task<string> LinkAsync(AmiBlazorApp app, string name)
    {
        var account = await app.AccountAsync(name, Roles.Viewer);
        return LinkOf(app, await (await AdaAsync(app)).FillAsync($"/accounts/{account.Id}", "account", ("Form.Act", "link")));
    }

    private static string LinkOf(AmiBlazorApp app, FormAnswer answer)
    {
        Assert.Null(answer.Problem);
        var link = new Uri(answer.Document.QuerySelector("#shown-once")!.TextContent);
        Assert.Equal(app.Address.Authority, link.Authority);
        return link.PathAndQuery;
    }
}
