using System.Net;
using System.Net.WebSockets;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Tests.Auth.Circuits;

/// <summary>When the connection of a circuit stays open, and what closes it.</summary>
public sealed class CircuitConnectionGuardTests
{
    public static TheoryData<string> Changes => ["disabled", "role", "name", "stamp", "scope"];

    /// <summary>What a page waits for in seconds comes in parts of one.</summary>
    private static readonly Action<IServiceCollection> Quick = services => services.Configure<CircuitTimings>(timings =>
        (timings.KeepAlive, timings.Grace) = (TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250)));

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Any_change_of_an_account_closes_its_connections_and_no_others(string what)
    {
        await using var app = await AmiBlazorApp.StartAsync(Quick);
        using var page = await RawPage.OpenAsync(app, await app.CookieAsync(Roles.Supervisor));
        using var other = await RawPage.OpenAsync(app, await app.CookieAsync(Roles.Viewer));
        Assert.True(await page.HearAsync());
        Assert.True(await other.HearAsync());

        await app.ChangeAsync("supervisor", ChangeOf(what));

        await page.EndAsync();
        Assert.True(await other.HearAsync());
    }

    [Fact]
    public async Task The_cookie_of_a_disabled_account_opens_no_connection()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var cookie = await app.CookieAsync(Roles.Supervisor);
        await app.ChangeAsync("supervisor", ChangeOf("disabled"));

        HttpStatusCode? status = null;
        await Assert.ThrowsAsync<WebSocketException>(() => RawPage.OpenAsync(app, cookie, refused => status = refused));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Theory]
    [InlineData(AmiBlazorApp.AdministratorKey, HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Neither_an_API_key_nor_an_anonymous_sender_opens_a_connection(string? key, HttpStatusCode expected)
    {
        await using var app = await AmiBlazorApp.StartAsync();

        HttpStatusCode? status = null;
        await Assert.ThrowsAsync<WebSocketException>(() => RawPage.OpenAsync(app, cookie: null, refused => status = refused, key));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task A_message_of_the_allowed_size_is_accepted_and_a_larger_one_ends_the_connection()
    {
        await using var app = await AmiBlazorApp.StartAsync(Quick, ("Limits:CircuitMessageBytes", "5000"));
        using var page = await RawPage.OpenAsync(app, await app.CookieAsync(Roles.Viewer));
        Assert.True(await page.HearAsync());

        await page.CallNothingAsync(5000);
        Assert.True(await page.HearAsync());

        await page.CallNothingAsync(5001);
        await page.EndAsync();
    }

    [Fact]
    public async Task An_account_has_no_more_connections_than_its_pages_need()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:PagesPerUser", "1"));
        var cookie = await app.CookieAsync(Roles.Viewer);
        List<RawPage> pages = [];
        for (var count = 0; count < 21; count++) pages.Add(await RawPage.OpenAsync(app, cookie));

        HttpStatusCode? status = null;
        await Assert.ThrowsAsync<WebSocketException>(() => RawPage.OpenAsync(app, cookie, refused => status = refused));

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        foreach (var page in pages) page.Dispose();
    }

    [Fact]
    public async Task A_page_that_connects_while_the_application_stops_is_refused_at_once_and_does_not_hold_it()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var guard = app.Services.GetRequiredService<CircuitConnectionGuard>();
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var context = new DefaultHttpContext();
        await guard.ServeAsync(context, _ => throw new InvalidOperationException("It was let in."));

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, context.Response.StatusCode);
    }

    private static Action<Account> ChangeOf(string what) => what switch
    {
        "disabled" => account => account.DisabledAt = DateTimeOffset.UtcNow,
        "role" => account => account.Role = Roles.Viewer,
        "name" => account => (account.UserName, account.NormalizedUserName) = ("renamed", "RENAMED"),
        "stamp" => account => account.SecurityStamp = "another",
        _ => account => account.Servers = CachedAccount.ColumnOf(["main"]),
    };
}
