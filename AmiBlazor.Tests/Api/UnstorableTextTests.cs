using System.Net;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.History;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Api;

/// <summary>A NUL, or half of a pair of surrogates, wherever a text comes in: refused or found nowhere, and never a failure.</summary>
public sealed class UnstorableTextTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private static readonly string[] Addresses =
    [
        "/api/extensions?q=%00", "/api/extensions?server=%00", "/api/extensions?context=a%00b", "/api/extensions?status=%00", "/api/extensions?%00=1",
        "/api/extensions/main/gaps?from=%00", "/audit?q=%00", "/audit?who=a%00", "/audit?address=%00", "/export/audit.csv?q=%00", "/export/extensions.csv?q=%00",
        "/?q=%00", "/?open=%00", "/runs?pbx=%00", "/runs?run=%00", "/print?q=%00", "/sign-in?back=%2F%00", "/set-password?account=1&token=%00",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_HTTP_a_NUL_is_refused_on_SQLite()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await CheckHttpAsync(app);
    }

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task Over_HTTP_a_NUL_is_refused_on_PostgreSQL()
    {
        await using var app = await StartOnPostgreSqlAsync();
        await CheckHttpAsync(app);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_found_nowhere_on_SQLite()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await CheckQueriesAsync(app);
    }

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task What_cannot_be_stored_is_found_nowhere_on_PostgreSQL()
    {
        await using var app = await StartOnPostgreSqlAsync();
        await CheckQueriesAsync(app);
    }

    private Task<AmiBlazorApp> StartOnPostgreSqlAsync() => AmiBlazorApp.StartAsync(
        [.. Servers(Nowhere), ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", postgreSql.NewDatabase())]);

    private static async Task CheckHttpAsync(AmiBlazorApp app)
    {
        await app.FillAsync(TestData.Row("1001"));
        var client = app.Client(AmiBlazorApp.AdministratorKey);
        foreach (var address in Addresses)
        {
            using var answer = await client.GetAsync(address, Token);
            var text = await answer.Content.ReadAsStringAsync(Token);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{address}: {(int)answer.StatusCode} {text[..Math.Min(200, text.Length)]}");
            Assert.Contains("contains a NUL character", text, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }

        using var path = await client.GetAsync("/api/extensions/main/a%00b/1001/history", Token);
        Assert.Equal(HttpStatusCode.BadRequest, path.StatusCode);
        using var encoded = await client.PostAsync("/sign-in", new StringContent("Form.UserName=a%00b", Encoding.ASCII, "application/x-www-form-urlencoded"), Token);
        Assert.Equal(HttpStatusCode.BadRequest, encoded.StatusCode);
        using var parts = new MultipartFormDataContent { { new StringContent("a\0b"), "Form.UserName" } };
        using var multipart = await client.PostAsync("/sign-in", parts, Token);
        Assert.Equal(HttpStatusCode.BadRequest, multipart.StatusCode);
    }

    private static async Task CheckQueriesAsync(AmiBlazorApp app)
    {
        await app.FillAsync(TestData.Row("1001"));
        var extensions = app.Services.GetRequiredService<ExtensionQueries>();
        var audit = app.Services.GetRequiredService<AuditQueries>();
        app.Services.GetRequiredService<AuditLog>().Note(new Actor("ann", Actor.Account, null), AuditAction.Refresh, AuditOutcome.Done, "main");
        await app.Services.GetRequiredService<AuditLog>().FlushAsync(Token);

        foreach (var text in (string[])["\0", "1\0", "\ud800", "1001\udc00"])
        {
            Assert.Empty(await extensions.ListAsync(ExtensionScope.All, new ExtensionFilter(null, null, null, text), Token));
            Assert.Empty(await extensions.ListAsync(ExtensionScope.All, new ExtensionFilter(text, null, text, null), Token));
            Assert.Null(await extensions.HistoryAsync(ExtensionScope.All, new ExtensionKey(TestData.Server, "from-internal", text), null, null, Token));
            Assert.Empty((await audit.PageAsync(AuditFilter.None with { Text = text }, null, null, 10, Token)).Entries);
            Assert.Empty((await audit.PageAsync(AuditFilter.None with { Who = text }, null, null, 10, Token)).Entries);
            Assert.Empty(await app.Services.GetRequiredService<RunQueries>().FindAsync(ExtensionScope.All, [text], Token));
        }

        Assert.Single(await extensions.ListAsync(ExtensionScope.All, new ExtensionFilter(null, null, null, "100"), Token));
    }
}
