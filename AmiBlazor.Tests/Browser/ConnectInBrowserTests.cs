using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Pbxs;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AmiBlazor.Tests.Browser;

/// <summary>Connecting a PBX in the page, as an administrator does it who has nothing but the page.</summary>
[Collection(AxeTests.Name)]
public sealed class ConnectInBrowserTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task What_is_wrong_is_said_and_what_is_right_is_saved_without_a_barrier(bool dark, bool phone)
    {
        await using var pbx = FakeAmiServer.Start(tls: true);
        pbx.AnswerByItself(new ExtensionState("from-internal", "1001", "Custom:1001", 0), new ExtensionState("from-internal", "1002", "Custom:1002", 0));
        await using var app = await AmiBlazorApp.StartAsync();
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone, Roles.Administrator);
        await page.Page.GotoAsync(new Uri(app.Address, "/pbxs/new").ToString()).InTime();

        await page.Page.GetByLabel("Host name or IP address").FillAsync("127.0.0.1");
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("berlin");
        await page.Page.GetByText("permit = 127.0.0.1/255.255.255.255").BeSeenAsync();
        await page.Page.GetByLabel("Port", new() { Exact = true }).FillAsync(pbx.Port.ToString(CultureInfo.InvariantCulture));
        await page.Page.GetByText("TLS, which the manager of the PBX must have turned on").ClickAsync();
        await page.Page.GetByLabel("Secret", new() { Exact = true }).FillAsync(FakeAmiServer.Secret);
        await TestAsync(page);
        await page.Page.GetByText("is self-signed").BeSeenAsync();
        var failed = await page.BarriersAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "It is the PBX's: trust this certificate and test again" }).ClickAsync();
        await page.Page.GetByText("2 extensions found").BeSeenAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" })).ToBeEnabledAsync().InTime();
        var found = await page.BarriersAsync();
        Assert.Equal(0, await page.OverflowAsync());
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save and follow" }).ClickAsync();
        await page.Page.GetByText("“berlin” is saved.").BeSeenAsync();
        await app.RestartRequested.InTime();

        Assert.Empty((string[])[.. failed, .. found, .. await page.BarriersAsync()]);
        var saved = Assert.Single(app.Services.GetRequiredService<PbxFile>().Pbxs);
        Assert.Equal(("berlin", "127.0.0.1", pbx.Port, true, pbx.CertificateSha256), (saved.Name, saved.Host, saved.Port, saved.Tls, saved.TlsCertificateSha256));
        Assert.Empty(page.Faults);
    }

    [Fact]
    [Needs(Need.Asterisk)]
    public async Task From_an_empty_installation_to_the_board_of_a_real_Asterisk_in_the_page_alone()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22);
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        await using var program = AppProcess.Start(
            [], ("ASPNETCORE_URLS", address.ToString()), ("Setup:Administrator:UserName", AmiBlazorApp.Administrator), ("Setup:Administrator:Password", AmiBlazorApp.Password));
        await program.ListeningAsync();
        await using var page = await chromium.OpenAsync();
        await page.Page.GotoAsync(address.ToString()).InTime();
        await page.SignInAsync(AmiBlazorApp.Password);

        await page.BeInteractiveAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "PBXs: connect one, change it, or see what is wrong with it" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Connect a PBX" }).ClickAsync();
        await page.Page.GetByLabel("Host name or IP address").FillAsync("127.0.0.1");
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("real");
        await page.Page.GetByLabel("Port", new() { Exact = true }).FillAsync(asterisk.Port.ToString(CultureInfo.InvariantCulture));
        await page.Page.GetByLabel("Secret", new() { Exact = true }).FillAsync(new RealAsteriskAccount("amiblazor").Secret);
        await TestAsync(page);
        await page.Page.GetByText("3 extensions found").BeSeenAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save and follow" }).ClickAsync();

        await page.Row("1000").BeSeenAsync();
        await page.Row("1002").BeSeenAsync();
        await program.InterruptAsync();
        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    private static async Task TestAsync(BrowserPage page) =>
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" }).ClickAsync();
}
