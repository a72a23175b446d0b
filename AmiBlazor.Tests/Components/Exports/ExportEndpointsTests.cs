using System.Net;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Components.Exports;

[Needs(Need.Time)]
public sealed class ExportEndpointsTests
{
    private const string Board = ExportRoutes.Extensions;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_is_a_file_that_a_spreadsheet_and_a_script_can_read()
    {
        await using var app = await FilledAsync();
        await NameAsync(app, "1002", "=HYPERLINK(\"http://evil.example\")", "Müller, Söhne");
        await NameAsync(app, "+4930", "-1", "@SUM");

        using var response = await app.Client(AmiBlazorApp.SupervisorKey).GetAsync(Board, Token);
        var bytes = await response.Content.ReadAsByteArrayAsync(Token);

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Matches("^extensions-\\d{4}-\\d\\d-\\d\\d-\\d{4}\\.csv$", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("server,context,extension,hint,name,department,status,deviceState,present,lastSeen,lastStatusChange,presence,presenceMessage,devices,gone,pbxName,email,note", lines[0]);
        Assert.Equal("main,from-internal,1001,PJSIP/1001,,,ringing,RINGING,true,2026-01-31T12:00:00.000Z,,,,PJSIP/1001=RINGING,,,,", lines[1]);
        Assert.StartsWith("main,from-internal,1002,PJSIP/1002,\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"Müller, Söhne\",online,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("main,from-internal,*72,PJSIP/*72,,,", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("main,from-internal,'+4930,PJSIP/+4930,'-1,'@SUM,", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_the_filter_and_the_order_of_the_page_and_is_written_down()
    {
        await using var app = await FilledAsync();
        var client = app.Client(AmiBlazorApp.SupervisorKey);

        var text = await client.GetStringAsync(Board + "?q=100&sort=-extension&separator=semicolon", Token);
        var ringing = await client.GetStringAsync(Board + "?status=ringing", Token);

        Assert.Equal(["extension", "1002", "1001"], text.Split("\r\n")[..3].Select(line => line.Split(';')[2]));
        Assert.Equal(["extension", "1001"], ringing.Split("\r\n")[..2].Select(line => line.Split(',')[2]));
        Assert.Equal(
            [$"script extensions: done. 2 lines. {Board}?q=100&sort=-extension&separator=semicolon", $"script extensions: done. 1 lines. {Board}?status=ringing"],
            await app.AuditAsync(AuditAction.Export));
    }

    [Theory]
    [InlineData("?status=flying", "flying")]
    [InlineData("?pbx=elsewhere", "elsewhere")]
    [InlineData("?context=nowhere", "nowhere")]
    public async Task A_filter_that_means_nothing_makes_no_file(string query, string named)
    {
        await using var app = await FilledAsync();

        using var response = await app.Client(AmiBlazorApp.SupervisorKey).GetAsync(Board + query, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Empty(await app.AuditAsync(AuditAction.Export));
    }

    [Theory]
    [InlineData(Board, null, 401)]
    [InlineData(Board, AmiBlazorApp.ViewerKey, 403)]
    [InlineData(Board, AmiBlazorApp.SupervisorKey, 200)]
    [InlineData(Board, AmiBlazorApp.AdministratorKey, 200)]
    [InlineData(ExportRoutes.Audit, null, 401)]
    [InlineData(ExportRoutes.Audit, AmiBlazorApp.ViewerKey, 403)]
    [InlineData(ExportRoutes.Audit, AmiBlazorApp.SupervisorKey, 403)]
    [InlineData(ExportRoutes.Audit, AmiBlazorApp.AdministratorKey, 200)]
    [InlineData("/audit", null, 401)]
    [InlineData("/audit", AmiBlazorApp.ViewerKey, 403)]
    [InlineData("/audit", AmiBlazorApp.SupervisorKey, 403)]
    [InlineData("/audit", AmiBlazorApp.AdministratorKey, 200)]
    public async Task Each_role_gets_what_it_may(string path, string? key, int status)
    {
        await using var app = await AmiBlazorApp.StartAsync();

        using var response = await app.Client(key).GetAsync(path, Token);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_audit_is_a_file_with_the_filter_of_its_page_and_that_is_written_down_too()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var trail = app.Services.GetRequiredService<AuditLog>();
        trail.Note(new Actor("=cmd|' /C calc'!A0", Actor.Visitor, "2001:db8::7"), AuditAction.SignIn, AuditOutcome.Failed, detail: "line\r\n=two; +three");
        trail.Note(new Actor("ann", Actor.Account, "192.0.2.7"), AuditAction.Refresh, AuditOutcome.Done, "main");

        var client = app.Client(AmiBlazorApp.AdministratorKey);
        var lines = (await client.GetStringAsync(ExportRoutes.Audit + "?address=2001:db8::7", Token)).Split("\r\n");
        using var wrong = await client.GetAsync(ExportRoutes.Audit + "?action=dancing", Token);

        Assert.Equal("id,at,who,kind,address,action,about,outcome,detail", lines[0].TrimStart('\ufeff'));
        Assert.Matches("^\\d+,\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z,'=cmd\\|' /C calc'!A0,visitor,2001:db8::7,sign-in,,failed,line\u240d\u240a=two;' \\+three$", lines[1]);
        Assert.Equal("", lines[2]);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal($"admin audit: done. 1 lines. {ExportRoutes.Audit}?address=2001:db8::7", Assert.Single(await app.AuditAsync(AuditAction.Export)));
    }

    [Fact]
    public async Task Paper_is_written_down_as_well()
    {
        await using var app = await FilledAsync();

        using (await (await app.BrowserAsync(Roles.Viewer)).GetAsync("/print?q=1001", Token)) { }

        Assert.Equal(["viewer print: done. 1 extensions. /print?q=1001"], await app.AuditAsync(AuditAction.Export));
    }

    private static async Task<AmiBlazorApp> FilledAsync()
    {
        var app = await AmiBlazorApp.StartAsync();
        await app.Services.GetRequiredService<ExtensionStore>().ApplySnapshotAsync(
            TestData.Snapshot(TestData.Row("1001", 8), TestData.Row("1002"), TestData.Row("+4930"), TestData.Row("*72")), TestData.Run(), Token);
        return app;
    }

    private static Task<BoardRow?> NameAsync(AmiBlazorApp app, string exten, string name, string department) =>
        app.Services.GetRequiredService<ExtensionStore>()
            .RenameAsync(new ExtensionKey(TestData.Server, TestData.Context, exten), name, department, _ => true, Token);
}
