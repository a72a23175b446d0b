using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Auth.Accounts;

/// <summary>An administrator gives and takes the right to act on calls, with the phone that is the person's own.</summary>
[Needs(Need.Time)]
public sealed class ControlRightPagesTests : IAsyncLifetime
{
    private readonly RecordingControl _control = new();
    private AmiBlazorApp _app = null!;
    private FormBrowser _ada = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await ControlApp.StartAsync(_control);
        await _app.Services.GetRequiredService<ExtensionStore>().ApplySnapshotAsync(
            Snapshot(Row("1001"), Row("1002"), Row("1004"), Row("1004", context: "other")), Run(), Token);
        _ada = new(_app);
        Assert.Null((await _ada.SignInAsync(AmiBlazorApp.Administrator)).Problem);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_right_and_the_phone_are_given_shown_audited_and_taken_back()
    {
        var account = await _app.AccountAsync("berta", Roles.Supervisor);

        var given = await ActAsync(account.Id, ("Form.MayControlCalls", "true"), ("Form.PhoneServer", "main"), ("Form.Phone", " 1001 "));
        var page = await _ada.OpenAsync(given.Goes!);
        var list = await _ada.OpenAsync("/accounts");
        var kept = await RowAsync(account.Id);
        var taken = await ActAsync(account.Id, ("Form.PhoneServer", "main"), ("Form.Phone", ""));
        var left = await RowAsync(account.Id);

        Assert.Null(given.Problem);
        Assert.Equal("Saved.", page.Document.QuerySelector("[role=status]")!.TextContent.Trim());
        Assert.Equal("1001@from-internal", page.Document.QuerySelector("input[name='Form.Phone']")!.GetAttribute("value"));
        Assert.True(page.Document.QuerySelector("input[name='Form.MayControlCalls']")!.HasAttribute("checked"));
        Assert.Contains("1004@other", page.Document.QuerySelectorAll("#phones option").Select(option => option.GetAttribute("value")));
        Assert.Contains("Call control, phone 1001", list.Text, StringComparison.Ordinal);
        Assert.Equal((true, new ExtensionKey("main", "from-internal", "1001")), kept);
        Assert.Null(taken.Problem);
        Assert.Equal((false, null), left);
        var audit = await _app.AuditOfAsync("ada");
        Assert.Contains("account-changed done Call control allowed; own phone: main/from-internal/1001. Before: Call control not allowed; no own phone.", audit);
        Assert.Contains("account-changed done Call control not allowed; no own phone. Before: Call control allowed; own phone: main/from-internal/1001.", audit);
    }

    [Fact]
    public async Task An_open_page_of_the_account_ends_when_the_right_or_the_phone_changes()
    {
        var account = await _app.AccountAsync("berta", Roles.Supervisor);
        var accounts = _app.Services.GetRequiredService<AccountCache>();
        var before = await _app.PersonAsync(account);
        Assert.True(accounts.IsUnchanged(before));

        await ActAsync(account.Id, ("Form.MayControlCalls", "true"), ("Form.PhoneServer", "main"), ("Form.Phone", "1001"));
        Assert.False(accounts.IsUnchanged(before));
        var with = await _app.PersonAsync(await _app.AccountAsync("berta", Roles.Supervisor));
        Assert.True(accounts.IsUnchanged(with));

        await ActAsync(account.Id, ("Form.PhoneServer", "main"), ("Form.Phone", "1001"));
        Assert.False(accounts.IsUnchanged(with));
    }

    [Fact]
    public async Task The_only_administrator_can_take_the_right_too()
    {
        var id = (await _app.AccountAsync(AmiBlazorApp.Administrator, Roles.Administrator)).Id;

        var given = await ActAsync(id, ("Form.MayControlCalls", "true"), ("Form.PhoneServer", "main"), ("Form.Phone", "1004@other"));

        Assert.Null(given.Problem);
        Assert.Equal((true, new ExtensionKey("main", "other", "1004")), await RowAsync(id));
    }

    [Theory]
    [InlineData("main", "9999", "PBX “main” has no extension “9999”. Enter one that is on the board.")]
    [InlineData("main", "1004", "1004 exists in more than one context of PBX “main”. Enter one of these: 1004@from-internal, 1004@other.")]
    [InlineData("nowhere", "1001", "Select the PBX of the phone.")]
    public async Task A_phone_that_is_not_on_the_board_is_refused_and_stays_in_the_field(string server, string phone, string problem)
    {
        var account = await _app.AccountAsync("berta", Roles.Supervisor);

        var answer = await ActAsync(account.Id, ("Form.MayControlCalls", "true"), ("Form.PhoneServer", server), ("Form.Phone", phone));

        Assert.Equal(problem, answer.Problem);
        Assert.Equal(phone, answer.Document.QuerySelector("input[name='Form.Phone']")!.GetAttribute("value"));
        Assert.Equal((false, null), await RowAsync(account.Id));
    }

    [Fact]
    public async Task Without_control_the_page_says_nothing_of_it()
    {
        _control.Allowed = new HashSet<AmiBlazor.Control.ControlKind>();
        var account = await _app.AccountAsync("berta", Roles.Supervisor);

        var page = await _ada.OpenAsync($"/accounts/{account.Id}");

        Assert.Empty(page.Document.QuerySelectorAll("input[name='Form.Phone'], input[name='Form.MayControlCalls']"));
        Assert.DoesNotContain("Call control", page.Text, StringComparison.Ordinal);
    }

    private async Task<FormAnswer> ActAsync(int id, params (string Name, string Value)[] fields) =>
        await _ada.FillAsync($"/accounts/{id}", "account", [("Form.Act", "control"), .. fields]);

    private async Task<(bool May, ExtensionKey? Phone)> RowAsync(int id)
    {
        await using var context = await _app.ContextAsync();
        var row = await context.Accounts.AsNoTracking().SingleAsync(row => row.Id == id, Token);
        return (row.MayControlCalls, row.PhoneServer is null ? null : new ExtensionKey(row.PhoneServer, row.PhoneContext!, row.PhoneExten!));
    }
}
