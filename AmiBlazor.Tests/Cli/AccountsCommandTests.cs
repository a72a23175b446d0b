using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Cli;

[Needs(Need.Time)]
public sealed class AccountsCommandTests
{
    [Fact]
    public async Task A_link_gets_a_lost_administrator_back_in_while_the_server_runs()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var lost = new FormBrowser(app);
        await lost.SignInAsync("ada");
        await lost.TurnSecondFactorOnAsync(TimeProvider.System);

        var (exitCode, output, error) = await AppProcess.RunAsync(["accounts", "link", "Ada", "--lost-device", "--address", "https://board.example/"], app.Kept);
        await app.Services.GetRequiredService<AccountCache>().ReloadAsync(TestContext.Current.CancellationToken);
        var link = new Uri(output.Trim());
        var person = new FormBrowser(app);
        var set = await person.FillAsync(link.PathAndQuery, "set-password", ("Form.Password", "a password of my own"), ("Form.Again", "a password of my own"));
        await person.SignInAsync("ada", "a password of my own");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal("board.example", link.Host);
        Assert.Null(set.Problem);
        Assert.True(await person.IsInAsync());
        Assert.Contains("invitation-made done", await app.AuditOfAsync("AmiBlazor"));
    }

    [Fact]
    public async Task Without_an_address_the_link_says_what_to_put_there()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var (exitCode, output, _) = await AppProcess.RunAsync(["accounts", "link", "ada"], app.Kept);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("https://YOUR-AMIBLAZOR/set-password?account=1&token=", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_are_listed()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("berta", Roles.Viewer);

        Assert.Equal((0, "ada\tAdministrator\tActive\nberta\tViewer\tActive\n", ""), await AppProcess.RunAsync(["accounts", "list"], app.Kept));
    }

    [Fact]
    public async Task Who_is_not_there_gets_no_link()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        Assert.Equal((1, "", "There is no account “nobody”. Run accounts list to see all accounts.\n"), await AppProcess.RunAsync(["accounts", "link", "nobody"], app.Kept));
    }

    [Fact]
    public async Task Where_there_is_no_database_none_is_made()
    {
        var (exitCode, output, error) = await AppProcess.RunAsync(["accounts", "list"]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal("There is no database yet. Start AmiBlazor once, then run this command in the same folder and with the same settings.\n", error);
    }
}
