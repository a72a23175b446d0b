using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>An administrator at work, and the users they invite.</summary>
[Collection(Name)]
public sealed class AdministrationInBrowserTests(Chromium chromium)
{
    private const string Chosen = "nobody else knows this one";

    [Fact]
    public async Task An_administrator_makes_an_account_and_a_key_and_both_come_in()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var ada = await chromium.OpenAsync(app, app.Address, role: Roles.Administrator);

        await ada.Page.GotoAsync(new Uri(app.Address, "/accounts").ToString()).InTime();
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "New account" }).ClickAsync();
        await ada.Page.GetByLabel("User name").FillAsync("berta");
        await ada.Page.GetByLabel("Role").SelectOptionAsync(Roles.Supervisor);
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await ada.Page.Locator("#shown-once").BeSeenAsync();
        var link = await ada.Page.Locator("#shown-once").InnerTextAsync();

        await using var berta = await chromium.OpenAsync();
        await berta.Page.GotoAsync(link).InTime();
        await berta.Page.GetByLabel("Password", new() { Exact = false }).First.FillAsync(Chosen);
        await berta.Page.GetByLabel("Confirm password").FillAsync(Chosen);
        await berta.Page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await berta.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await berta.Page.GetByLabel("User name").FillAsync("berta");
        await berta.Page.GetByLabel("Password").FillAsync(Chosen);
        await berta.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await berta.Refresh.BeSeenAsync();

        await ada.Page.GotoAsync(new Uri(app.Address, "/keys/new").ToString()).InTime();
        await ada.Page.Locator("[name='Form.Name']").FillAsync("nightly report");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Create API key" }).ClickAsync();
        await ada.Page.Locator("#shown-once").BeSeenAsync();
        var key = await ada.Page.Locator("#shown-once").InnerTextAsync();
        using var answer = await app.Client(key).GetAsync("/api/extensions", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(ada.Faults);
        Assert.Empty(berta.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_a_phone_nothing_keeps_anybody_out_and_nothing_is_cut_off(bool dark)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var account = await app.AccountAsync("A person with quite a long name, indeed", Roles.Viewer, ["berlin", "hamburg"], ["Sales and everything around it"]);
        var key = await app.KeyAsync("nightly report of all extensions there");
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone: true, Roles.Administrator);
        var findings = new List<string>();

        foreach (var path in new[] { "/accounts", "/accounts/new", $"/accounts/{account.Id}", $"/accounts/{account.Id}/delete", "/keys", "/keys/new", $"/keys/{key}/revoke" })
        {
            await page.Page.GotoAsync(new Uri(app.Address, path).ToString()).InTime();
            findings.AddRange((await page.BarriersAsync()).Select(barrier => $"{path}: {barrier}"));
            if (await page.OverflowAsync() > 0) findings.Add($"{path} is too wide");
        }

        await page.Page.GotoAsync(new Uri(app.Address, $"/accounts/{account.Id}").ToString()).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        await page.Page.Locator("#shown-once").BeSeenAsync();
        findings.AddRange(await page.BarriersAsync());
        if (await page.OverflowAsync() > 0) findings.Add("The link is too wide");
        await page.Page.GotoAsync(await page.Page.Locator("#shown-once").InnerTextAsync()).InTime();
        findings.AddRange(await page.BarriersAsync());

        Assert.Equal([], findings);
        Assert.Empty(page.Faults);
    }
}
