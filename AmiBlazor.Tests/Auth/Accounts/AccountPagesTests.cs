using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Auth.Accounts;

/// <summary>What an administrator does with accounts, on the pages.</summary>
[Needs(Need.Time)]
public sealed class AccountPagesTests : IAsyncLifetime
{
    private AmiBlazorApp _app = null!;
    private FormBrowser _ada = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync();
        _ada = new(_app);
        Assert.Null((await _ada.SignInAsync(AmiBlazorApp.Administrator)).Problem);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_account_is_created_with_the_chosen_scope()
    {
        await using (var context = await _app.ContextAsync())
        {
            context.Extensions.Add(new()
            {
                Server = "berlin",
                Context = "sales",
                Exten = "1",
                Hint = "",
                DeviceState = "",
                Department = "Sales",
                UpdatedAt = DateTimeOffset.UtcNow,
            });
            context.Pbxs.Add(new() { Server = "berlin" });
            await context.SaveChangesAsync(Token);
        }

        var form = await _ada.OpenAsync("/accounts/new");
        var made = await _ada.FillAsync(
            form, "/accounts/new", "new-account",
            ("Form.UserName", "berta"), ("Form.Role", "Supervisor"), ("Form.WhichServers", "some"), ("Form.Servers", "berlin"),
            ("Form.WhichDepartments", "some"), ("Form.Departments", "Sales"), ("Form.MoreDepartments", "Support\r\n\r\n Support \r\nBack office"));
        var list = await _ada.OpenAsync("/accounts");

        Assert.Contains("Sales", form.Document.QuerySelectorAll("input[name='Form.Departments']").Select(box => box.GetAttribute("value")));
        Assert.Null(made.Problem);
        var row = list.Document.QuerySelectorAll("tbody tr").Single(line => line.TextContent.Contains("berta", StringComparison.Ordinal));
        Assert.Equal(
            ["berta", "Supervisor", "PBXs: berlinDepartments: Sales, Support, Back office", "No", "Never", "Invited"],
            row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("account-made done Supervisor; PBXs: berlin; departments: Sales, Support, Back office.", await _app.AuditOfAsync("ada"));
        Assert.Contains("invitation-made done", await _app.AuditOfAsync("ada"));
    }

    [Theory]
    [InlineData("", "Viewer", "all", "all", "Enter a user name.")]
    [InlineData("ADA", "Viewer", "all", "all", "An account named “ADA” already exists.")]
    [InlineData("berta", "King", "all", "all", "Select a role.")]
    [InlineData("berta", "Viewer", "some", "all", "Select at least one PBX, or select all.")]
    [InlineData("berta", "Viewer", "all", "some", "Enter at least one department, or select all.")]
    [InlineData("berta", "Viewer", "nonsense", "all", "Select at least one PBX, or select all.")]
    [InlineData("berta", "Administrator", "some", "all", "Administrators can see everything. Select all PBXs and all departments, or another role.")]
    public async Task An_invalid_new_account_is_refused_with_a_sentence(string name, string role, string servers, string departments, string problem)
    {
        var answer = await _ada.FillAsync(
            "/accounts/new", "new-account", ("Form.UserName", name), ("Form.Role", role), ("Form.WhichServers", servers),
            ("Form.WhichDepartments", departments));

        Assert.Equal(problem, answer.Problem);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_name_with_markup_is_shown_as_text_everywhere()
    {
        const string Hostile = "<img src=x onerror=alert(1)>\"'&";
        var account = await _app.AccountAsync(Hostile, Roles.Viewer, ["<b>berlin</b>"], ["<script>x()</script>"]);
        var key = await _app.KeyAsync("<i>key</i>");

        foreach (var path in new[] { "/accounts", $"/accounts/{account.Id}", $"/accounts/{account.Id}/delete", "/keys", $"/keys/{key}/revoke" })
        {
            var page = await _ada.OpenAsync(path);

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(path.StartsWith("/keys", StringComparison.Ordinal) ? "<i>key</i>" : Hostile, page.Text, StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("main img, main b, main script, table i"));
        }
    }

    [Fact]
    public async Task Changes_of_role_and_scope_are_recorded()
    {
        var account = await _app.AccountAsync("berta", Roles.Supervisor);

        var answer = await ActAsync(
            account.Id, "grant", ("Form.Role", "Viewer"), ("Form.WhichServers", "some"), ("Form.Servers", "berlin"), ("Form.WhichDepartments", "all"));
        var page = await _ada.OpenAsync(answer.Goes!);

        Assert.Equal("Saved.", page.Document.QuerySelector("[role=status]")!.TextContent.Trim());
        Assert.Equal("Viewer", page.Document.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.Contains(
            "account-changed done Viewer; PBXs: berlin; departments: all. Before: Supervisor; PBXs: all; departments: all.", await _app.AuditOfAsync("ada"));
    }

    [Fact]
    public async Task A_disabled_account_is_signed_out_at_once_and_can_sign_in_when_it_is_enabled()
    {
        var account = await _app.AccountAsync("berta", Roles.Viewer);
        var berta = new FormBrowser(_app);
        await berta.SignInAsync("berta");

        var before = await berta.IsInAsync();
        await ActAsync(account.Id, "disable");
        var disabled = await berta.IsInAsync();
        var refused = await berta.SignInAsync("berta");
        await ActAsync(account.Id, "enable");
        var enabled = await berta.SignInAsync("berta");

        Assert.True(before);
        Assert.False(disabled);
        Assert.NotNull(refused.Problem);
        Assert.Null(enabled.Problem);
        Assert.True(await berta.IsInAsync());
    }

    [Fact]
    public async Task The_sessions_of_an_account_are_ended_and_its_password_stays()
    {
        var account = await _app.AccountAsync("berta", Roles.Viewer);
        var berta = new FormBrowser(_app);
        await berta.SignInAsync("berta");

        var answer = await ActAsync(account.Id, "sessions");

        Assert.Contains("The account's sessions have ended.", (await _ada.OpenAsync(answer.Goes!)).Text, StringComparison.Ordinal);
        Assert.False(await berta.IsInAsync());
        Assert.Null((await berta.SignInAsync("berta")).Problem);
        Assert.Contains("account-changed done Sessions ended.", await _app.AuditOfAsync("ada"));
    }

    [Fact]
    public async Task A_locked_account_is_unlocked()
    {
        var account = await _app.AccountAsync("berta", Roles.Viewer);
        for (var i = 0; i < 5; i++) await new FormBrowser(_app).SignInAsync("berta", "a wrong password");
        var locked = await _ada.OpenAsync($"/accounts/{account.Id}");

        await ActAsync(account.Id, "unlock");
        var berta = await new FormBrowser(_app).SignInAsync("berta");

        Assert.Contains("Locked until", locked.Text, StringComparison.Ordinal);
        Assert.Null(berta.Problem);
    }

    [Fact]
    public async Task A_lost_second_factor_is_removed_completely()
    {
        var account = await _app.AccountAsync("berta", Roles.Viewer);
        var berta = new FormBrowser(_app);
        await berta.SignInAsync("berta");
        await berta.TurnSecondFactorOnAsync(TimeProvider.System);

        await ActAsync(account.Id, "factor");
        var isIn = await berta.IsInAsync();
        var again = await berta.SignInAsync("berta");

        Assert.False(isIn);
        Assert.Equal("/", new Uri(_app.Address, again.Goes).PathAndQuery);
        await using var context = await _app.ContextAsync();
        Assert.Equal(0, await context.AccountTokens.CountAsync(Token));
    }

    [Fact]
    public async Task An_account_is_deleted_after_a_confirmation()
    {
        var account = await _app.AccountAsync("berta", Roles.Viewer);
        var berta = new FormBrowser(_app);
        await berta.SignInAsync("berta");

        var answer = await _ada.FillAsync($"/accounts/{account.Id}/delete", "delete-account");
        var gone = await _ada.OpenAsync($"/accounts/{account.Id}");

        Assert.Equal("/accounts?removed=true", new Uri(_app.Address, answer.Goes).PathAndQuery);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.False(await berta.IsInAsync());
        Assert.Equal(1, await CountAsync());
        Assert.Contains("account-removed done", await _app.AuditOfAsync("ada"));
    }

    [Theory]
    [InlineData("disable", "You cannot disable your own account. Another administrator can.")]
    [InlineData("grant", "You cannot remove this role from your own account. Another administrator can.")]
    [InlineData("sessions", "To end your own sessions, go to “Your account”.")]
    [InlineData("factor", "To manage your own two-factor authentication, go to “Your account”.")]
    [InlineData("link", "To change your own password, go to “Your account”.")]
    public async Task Administrators_cannot_do_it_to_themselves(string act, string problem)
    {
        var ada = await _app.AccountAsync("ada", Roles.Administrator);

        var answer = await ActAsync(ada.Id, act, ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

        Assert.Equal(problem, answer.Problem);
        Assert.True(await _ada.IsInAsync());
    }

    [Fact]
    public async Task Administrators_cannot_delete_themselves()
    {
        var ada = await _app.AccountAsync("ada", Roles.Administrator);

        var answer = await _ada.FillAsync($"/accounts/{ada.Id}/delete", "delete-account");

        Assert.Equal("You cannot delete your own account. Another administrator can.", answer.Problem);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_change_made_in_the_meantime_is_not_overwritten()
    {
        var account = await _app.AccountAsync("berta", Roles.Viewer);
        var path = $"/accounts/{account.Id}";
        var stale = await _ada.OpenAsync(path);
        await ActAsync(account.Id, "disable");

        var answer = await _ada.FillAsync(
            stale, path, "account", ("Form.Act", "grant"), ("Form.Role", "Supervisor"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

        Assert.Equal("Someone else has changed this; nothing was saved. Check the current values and try again.", answer.Problem);
        await using var context = await _app.ContextAsync();
        Assert.Equal("Viewer", (await context.Accounts.SingleAsync(row => row.Id == account.Id, Token)).Role);
    }

    [Theory]
    [InlineData("/accounts/new", "new-account")]
    [InlineData("/accounts/{0}", "account")]
    [InlineData("/accounts/{0}/delete", "delete-account")]
    [InlineData("/keys/new", "new-key")]
    [InlineData("/keys/{1}/revoke", "revoke-key")]
    public async Task A_form_is_accepted_only_from_an_administrator_and_from_our_own_page(string template, string form)
    {
        var account = await _app.AccountAsync("berta", Roles.Viewer);
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, template, account.Id, await _app.KeyAsync("nightly report"));
        var supervisor = await _app.BrowserAsync(Roles.Supervisor);
        var administrator = await _app.BrowserAsync(Roles.Administrator);
        var foreign = await _app.BrowserAsync(Roles.Administrator);
        foreign.DefaultRequestHeaders.Remove("Origin");
        foreign.DefaultRequestHeaders.Add("Origin", "http://evil.example");

        using var refused = await supervisor.PostAsync(path, Body(), Token);
        using var withoutToken = await administrator.PostAsync(path, Body(), Token);
        using var fromElsewhere = await foreign.PostAsync(path, Body(), Token);
        using var opened = await supervisor.GetAsync(path, Token);
        using var byKey = await _app.Client(AmiBlazorApp.SupervisorKey).PostAsync(path, Body(), Token);
        using var nobody = await _app.Client().PostAsync(path, Body(), Token);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, withoutToken.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, fromElsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, opened.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, byKey.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, nobody.StatusCode);
        await using var context = await _app.ContextAsync();
        Assert.Equal(1, await context.ApiKeys.CountAsync(key => key.RevokedAt == null, Token));
        Assert.Equal(
            ["ada", "berta", "supervisor"],
            await context.Accounts.Where(row => row.DisabledAt == null).Select(row => row.UserName!).Order().ToListAsync(Token));

        FormUrlEncodedContent Body() => new(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_handler"] = form,
            ["Form.Act"] = "disable",
            ["Form.UserName"] = "mallory",
            ["Form.Name"] = "mallory",
            ["Form.Role"] = "Administrator",
            ["Form.Days"] = "0",
            ["Form.WhichServers"] = "all",
            ["Form.WhichDepartments"] = "all",
        });
    }

    private async Task<FormAnswer> ActAsync(int id, string act, params (string Name, string Value)[] fields) =>
        await _ada.FillAsync($"/accounts/{id}", "account", [("Form.Act", act), .. fields]);

    private async Task<int> CountAsync()
    {
        await using var context = await _app.ContextAsync();
        return await context.Accounts.CountAsync(Token);
    }
}
