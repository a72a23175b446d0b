using System.Net;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Demo;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Auth.Setup;

[Needs(Need.Time)]
public sealed class InitialSetupTests
{
    private const string Closed =
        "AmiBlazor has no account yet. Open the link at the end of the startup log, or configure Setup:Administrator and restart AmiBlazor.\n";

    private const string Used = "This link was already used or belongs to a different start. The server log shows the current link.";

    private static readonly (string Key, string Value)[] NoSetup = [("Setup:Administrator:UserName", ""), ("Setup:Administrator:Password", "")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", null)]
    [InlineData("/sign-in", null)]
    [InlineData("/first-start", null)]
    [InlineData("/first-start?token=", null)]
    [InlineData("/first-start?token=00000000000000000000000000000000", null)]
    [InlineData("/account", null)]
    [InlineData("/api/extensions", AmiBlazorApp.AdministratorKey)]
    [InlineData("/_blazor/negotiate", null)]
    public async Task Before_the_first_account_everything_else_answers_with_a_sentence(string path, string? key)
    {
        await using var app = await AmiBlazorApp.StartAsync(NoSetup);

        using var response = await app.Client(key).GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        if (key is null) Assert.Equal(Closed, await response.Content.ReadAsStringAsync(Token));
        using var health = await app.Client().GetAsync("/health/live", Token);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task The_link_creates_one_administrator_and_signs_them_in()
    {
        await using var app = await AmiBlazorApp.StartAsync(NoSetup);
        var link = app.Services.GetRequiredService<InitialSetup>().Link;
        var browser = new FormBrowser(app);
        var late = new FormBrowser(app);
        var latePage = await late.OpenAsync(link);

        var made = await MakeAsync(browser, await browser.OpenAsync(link), link, "grace");
        var again = await MakeAsync(late, latePage, link, "eve");

        Assert.Equal("/", new Uri(app.Address, made.Goes).PathAndQuery);
        Assert.Contains("Role Administrator", (await browser.OpenAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Null(again.Goes);
        Assert.Equal(["grace"], await NamesAsync(app));
        Assert.Contains("account-made done First administrator.", await app.AuditOfAsync("grace"));
        Assert.Null((await new FormBrowser(app).OpenAsync(link)).Document.QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task A_weak_password_creates_no_administrator()
    {
        await using var app = await AmiBlazorApp.StartAsync(NoSetup);
        var link = app.Services.GetRequiredService<InitialSetup>().Link;
        var browser = new FormBrowser(app);

        var answer = await browser.FillAsync(
            link, "first-start", ("Form.UserName", "grace"), ("Form.Password", "password1234"), ("Form.Again", "password1234"));

        Assert.StartsWith("This password, or a very similar one,", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(await NamesAsync(app));
    }

    [Fact]
    public async Task A_wrong_token_creates_no_administrator()
    {
        await using var app = await AmiBlazorApp.StartAsync(NoSetup);
        var first = app.Services.GetRequiredService<InitialSetup>();
        await using var scope = app.Services.CreateAsyncScope();

        foreach (var token in new[] { null, "", "0", new string('0', 32), first.Link[^32..].ToUpperInvariant() + "0" })
        {
            var problem = await first.CompleteAsync(Request(scope), token, "eve", AmiBlazorApp.Password);
            Assert.Equal(Used, FormattableString.Invariant(problem!));
        }

        Assert.Empty(await NamesAsync(app));
    }

    [Fact]
    public async Task Of_several_simultaneous_requests_one_creates_the_administrator()
    {
        await using var app = await AmiBlazorApp.StartAsync(NoSetup);
        var first = app.Services.GetRequiredService<InitialSetup>();
        await using var scope = app.Services.CreateAsyncScope();
        var token = first.Link[^32..];

        var problems = await Task.WhenAll(Enumerable.Range(0, 5).Select(number =>
            Task.Run(() => first.CompleteAsync(Request(scope), token, $"admin{number}", AmiBlazorApp.Password), Token)));

        Assert.Single(problems, problem => problem is null);
        Assert.Single(await NamesAsync(app));
    }

    [Fact]
    public async Task Of_two_starts_on_one_database_the_link_of_one_makes_the_administrator()
    {
        await using var app = await AmiBlazorApp.StartAsync(NoSetup);
        app.LetGo();
        await using var other = await AmiBlazorApp.StartAsync([.. NoSetup, .. app.Kept]);
        await using var scope = app.Services.CreateAsyncScope();

        var problems = new List<FormattableString?>();
        foreach (var (first, name) in new[] { (app.Services.GetRequiredService<InitialSetup>(), "grace"), (other.Services.GetRequiredService<InitialSetup>(), "eve") })
            problems.Add(await first.CompleteAsync(Request(scope), first.Link[^32..], name, AmiBlazorApp.Password));

        Assert.Null(problems[0]);
        Assert.Equal(Used, FormattableString.Invariant(problems[1]!));
        Assert.Equal(["grace"], await NamesAsync(app));
    }

    [Fact]
    public async Task The_configured_administrator_is_created_once_and_the_password_may_be_in_a_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, AmiBlazorApp.Password + "\r\nmore\n", Token);
        try
        {
            await using var app = await AmiBlazorApp.StartAsync(
                ("Setup:Administrator:UserName", "grace"), ("Setup:Administrator:Password", ""), ("Setup:Administrator:PasswordFile", file));
            app.LetGo();
            await using var next = await AmiBlazorApp.StartAsync([.. app.Kept, ("Setup:Administrator:UserName", "eve")]);

            Assert.False(app.Services.GetRequiredService<InitialSetup>().IsPending);
            Assert.Null((await new FormBrowser(app).SignInAsync("grace")).Problem);
            Assert.Equal(["grace"], await NamesAsync(next));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("password1234", "This password, or a very similar one, is on the lists that attackers try. A phrase of several words works well.")]
    [InlineData("adaadaadaada1", "The password is too similar to the user name. A phrase of several words works well.")]
    public void A_configured_password_follows_the_same_policy(string password, string problem) =>
        Assert.Equal(["Setup:Administrator:PasswordFile: " + problem], FailuresOf(password, out _));

    [Fact]
    public void A_configured_password_file_must_not_begin_with_an_empty_line()
    {
        var failures = FailuresOf("\na good long password", out var file);

        Assert.Equal(
            [
                $"Setup:Administrator:PasswordFile is “{file}”, which cannot be read; "
                + $"allowed is a file whose first line is the password. The first line of “{file}” is empty.",
            ],
            failures);
    }

    private static IEnumerable<string>? FailuresOf(string passwordFile, out string file)
    {
        file = Path.GetTempFileName();
        File.WriteAllText(file, passwordFile);
        try
        {
            return new SetupOptionsValidator(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { ContentRootPath = "/" })
                .Validate(name: null, new SetupOptions { UserName = "ada", PasswordFile = file }).Failures;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task With_an_account_the_link_is_invalid_and_not_logged()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var first = app.Services.GetRequiredService<InitialSetup>();
        first.Announce(["http://localhost:5000"]);

        var page = await new FormBrowser(app).OpenAsync(first.Link);

        Assert.Contains("An account already exists", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logs, line => line.Id.Name == "InitialSetup");
    }

    [Theory]
    [InlineData("http://0.0.0.0:5000", "http://localhost:5000/first-start?token=")]
    [InlineData("http://[::]:5000", "http://localhost:5000/first-start?token=")]
    [InlineData("http://*:5000", "http://localhost:5000/first-start?token=")]
    [InlineData("https://pbx.example", "https://pbx.example/first-start?token=")]
    public async Task The_link_in_the_log_can_be_clicked(string listens, string start)
    {
        await using var app = await AmiBlazorApp.StartAsync(NoSetup);

        app.Services.GetRequiredService<InitialSetup>().Announce([listens]);

        Assert.Contains(app.Logs, line => line.Message.Contains(start, StringComparison.Ordinal));
    }

    private static Task<FormAnswer> MakeAsync(FormBrowser browser, FormAnswer page, string link, string name) => browser.FillAsync(
        page, link, "first-start", ("Form.UserName", name), ("Form.Password", AmiBlazorApp.Password), ("Form.Again", AmiBlazorApp.Password));

    private static Microsoft.AspNetCore.Http.DefaultHttpContext Request(AsyncServiceScope scope) =>
        new() { RequestServices = scope.ServiceProvider, Request = { Host = new("localhost") } };

    private static async Task<IReadOnlyList<string>> NamesAsync(AmiBlazorApp app)
    {
        await using var context = await app.ContextAsync();
        return await context.Accounts.Select(account => account.UserName!).ToListAsync(Token);
    }
}
