using System.Net;
using System.Text;
using System.Text.Json;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Api;

/// <summary>Scripts change what people say about extensions.</summary>
public sealed class PeopleEndpointsTests : IAsyncLifetime
{
    private const string Anna = "/api/extensions/main/from-internal/1001";

    private AmiBlazorApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(1));
        await Store.ApplySnapshotAsync(Snapshot(Noon, Row("1001"), Row("1002", 8)), Run(), Token);
        await Store.RenameAsync(new ExtensionKey(Server, Context, "1001"), "Anna", "Sales", _ => true, Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private ExtensionStore Store => _app.Services.GetRequiredService<ExtensionStore>();

    [Fact]
    public async Task What_the_body_names_is_changed_and_all_else_stays()
    {
        var row = await PatchAsync("""{"email":" anna@example.org ","note":"Mondays\r\nnot before 10","department":null}""").JsonAsync();

        Assert.Equal(
            ("Anna", JsonValueKind.Null, "anna@example.org", "Mondays\nnot before 10", "online"),
            (row.Text("name"), row.GetProperty("department").ValueKind, row.Text("email"), row.Text("note"), row.Text("status")));
        var read = Assert.Single((await _app.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/extensions?q=NOT%20before", Token).JsonAsync()).EnumerateArray());
        Assert.Equal("anna@example.org", read.Text("email"));
        Assert.Equal(
            ["script main/from-internal/1001: done. department “Sales” → none; e-mail none → “anna@example.org”; note none → “Mondays not before 10”"],
            await _app.AuditAsync(AuditAction.NameEdit));
    }

    [Theory]
    [InlineData("""{"email":"anna"}""", "email", "“anna” is not an e-mail address.")]
    [InlineData("""{"mail":"a@b.c"}""", "mail", "Unknown field “mail”; this call changes name, department, note, email.")]
    [InlineData("""{"name":1}""", "name", "name is not a text; allowed are a text and null.")]
    [InlineData("""{"name":"a","name":"b"}""", "name", "The field “name” is given more than once; give it once.")]
    [InlineData("{}", null, "The body names no field; this call changes name, department, note, email.")]
    [InlineData("[]", null, "The body is not a JSON object, such as {\"name\": \"Anna Weber\"}.")]
    [InlineData("{", null, "The body is not a JSON object, such as {\"name\": \"Anna Weber\"}.")]
    public async Task What_is_wrong_is_named_and_nothing_is_changed(string body, string? parameter, string sentence)
    {
        var problem = await PatchAsync(body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(sentence, problem.Text("title"));
        if (parameter is not null) Assert.Equal(parameter, problem.Text("parameter"));
        Assert.Empty(await _app.AuditAsync(AuditAction.NameEdit));
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused_with_its_length()
    {
        var note = await PatchAsync($$"""{"note":"{{new string('x', 501)}}"}""").ProblemAsync(HttpStatusCode.BadRequest);
        var name = await PatchAsync($$"""{"name":"{{new string('x', 81)}}"}""").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal("The note has 501 characters; at most 500 are allowed.", note.Text("title"));
        Assert.Equal("The name has 81 characters; at most 80 are allowed.", name.Text("title"));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_and_an_extension_that_is_not_there_are_told()
    {
        using var form = new StringContent("name=Anna", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var body = new StringContent("""{"name":"x"}""", Encoding.UTF8, "application/json");

        await _app.Client(AmiBlazorApp.SupervisorKey).PatchAsync(Anna, form, Token).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        await _app.Client(AmiBlazorApp.SupervisorKey).PatchAsync(Anna.Replace("1001", "4711", StringComparison.Ordinal), body, Token).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_changes_what_is_outside_of_their_scope_or_moves_something_out_of_it()
    {
        var browser = await _app.BrowserAsync(await _app.AccountAsync("sam", Roles.Supervisor, departments: ["Sales"]));

        await PatchAsync("""{"name":"x"}""", browser, Anna.Replace("1001", "1002", StringComparison.Ordinal)).ProblemAsync(HttpStatusCode.NotFound);
        var moved = await PatchAsync("""{"department":"Support"}""", browser).ProblemAsync(HttpStatusCode.BadRequest);
        var row = await PatchAsync("""{"name":"Bea"}""", browser).JsonAsync();

        Assert.Equal("department", moved.Text("parameter"));
        Assert.Equal(("Bea", "Sales"), (row.Text("name"), row.Text("department")));
    }

    [Fact]
    public async Task A_script_previews_a_file_and_imports_it()
    {
        const string File = "extension,name,note\n1001,Anna,\n1002,Bernd,\"two\nlines\"\n4711,x,\n";

        var preview = await ImportAsync(File, "?preview=true").JsonAsync();
        Assert.Null(Name("1002"));
        var done = await ImportAsync(File).JsonAsync();

        Assert.Equal((false, true), (preview.GetProperty("applied").GetBoolean(), done.GetProperty("applied").GetBoolean()));
        Assert.Equal("1 0 1 1 0 0", string.Join(' ', ((string[])["new", "changed", "same", "unknown", "duplicate", "wrong"]).Select(name => done.GetProperty(name).GetInt32())));
        Assert.Equal(["3 new 1002", "5 unknown 4711"], done.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("line")} {line.Text("result")} {line.Text("extension")}"));
        Assert.Equal("Bernd", Name("1002"));
        Assert.Equal(
            ["script file of a script: done. 1 extensions changed, 1 as they were, 1 lines of unknown extensions left out."], await _app.AuditAsync(AuditAction.Import));
        Assert.Equal(1, (await ImportAsync(await _app.Client(AmiBlazorApp.SupervisorKey).GetStringAsync("/export/extensions.csv", Token), "?preview=true").JsonAsync())
            .GetProperty("lines").GetArrayLength() + 1);
    }

    [Fact]
    public async Task A_file_with_wrong_lines_is_not_imported_and_each_is_named()
    {
        var problem = await ImportAsync("extension,e-mail\n1001,anna@example.org\n1002,nowhere\n1002,x").ProblemAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ["3 wrong “nowhere” is not an e-mail address.", "4 duplicate Line 3 is about the same extension."],
            problem.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("line")} {line.Text("result")} {line.Text("problem")}"));
        var none = await ImportAsync("name\nx").ProblemAsync(HttpStatusCode.BadRequest);
        Assert.StartsWith("The first line names no column “extension”.", none.Text("title"), StringComparison.Ordinal);
        var strange = await ImportAsync("extension,name", "?preview=maybe").ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("preview", strange.Text("parameter"));
        Assert.Equal("Anna", Name("1001"));
    }

    [Fact]
    public async Task A_file_may_be_larger_than_other_bodies_but_not_endless()
    {
        var lines = string.Concat(Enumerable.Range(0, 60_000).Select(number => $"{number + 100_000},{new string('x', 20)}\n"));

        var large = await ImportAsync("extension,name\n" + lines, "?preview=true").JsonAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/extensions/import");
        request.Content = new ByteArrayContent(new byte[21 * 1024 * 1024]);
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.ExpectContinue = true;
        using var endless = await _app.Client(AmiBlazorApp.SupervisorKey).SendAsync(request, Token);
        using var patch = await PatchAsync($$"""{"note":"{{new string('x', 20_000)}}"}""");

        Assert.Equal(60_000, large.GetProperty("unknown").GetInt32());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, endless.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, patch.StatusCode);
    }

    [Fact]
    public async Task An_account_imports_what_it_sees_alone()
    {
        var browser = await _app.BrowserAsync(await _app.AccountAsync("sam", Roles.Supervisor, departments: ["Sales"]));

        var done = await ImportAsync("extension,name\n1001,Bea\n1002,x", client: browser).JsonAsync();

        Assert.Equal((1, 1), (done.GetProperty("changed").GetInt32(), done.GetProperty("unknown").GetInt32()));
        Assert.Equal(("Bea", null), (Name("1001"), Name("1002")));
    }

    private string? Name(string exten) => _app.Services.GetRequiredService<LiveBoard>().Rows(Server).Single(row => row.Key.Exten == exten).Name;

    private Task<HttpResponseMessage> ImportAsync(string file, string query = "", HttpClient? client = null) => (client ?? _app.Client(AmiBlazorApp.SupervisorKey))
        .PostAsync("/api/extensions/import" + query, new StringContent(file, Encoding.UTF8, "text/csv"), Token);

    private Task<HttpResponseMessage> PatchAsync(string body, HttpClient? client = null, string address = Anna) =>
        (client ?? _app.Client(AmiBlazorApp.SupervisorKey)).PatchAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), Token);
}
