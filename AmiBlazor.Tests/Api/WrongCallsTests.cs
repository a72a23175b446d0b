using System.Net;
using AmiBlazor.Api;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

public sealed class WrongCallsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/extensions?status=asleep", "status", "status is “asleep”; allowed are online, in-use, busy, offline, ringing, ringing-in-use, on-hold, no-phone, do-not-disturb, unknown.")]
    [InlineData("GET", "/api/extensions?statsu=busy", "statsu", "Unknown query parameter “statsu”; this call accepts server, status, context, q, gone, archived, limit, after.")]
    [InlineData("GET", "/api/extensions?status=busy&status=online", "status", "The query parameter “status” is given 2 times; give it once.")]
    [InlineData("GET", "/api/extensions/a/b/c/history?from=yesterday", "from", "from is “yesterday”; allowed is an ISO 8601 time such as 2026-01-31T08:00:00Z.")]
    [InlineData("GET", "/api/extensions/a/b/c/history?to=31.1.", "to", "to is “31.1.”; allowed is an ISO 8601 time such as 2026-01-31T08:00:00Z.")]
    [InlineData("GET", "/api/extensions/a/b/c/history?from=2026-02-01&to=2026-01-01", "from", "from (2026-02-01) is after to (2026-01-01); from must not be later than to.")]
    [InlineData("GET", "/api/extensions/a/gaps?from=yesterday", "from", "from is “yesterday”; allowed is an ISO 8601 time such as 2026-01-31T08:00:00Z.")]
    [InlineData("GET", "/api/extensions/a/gaps?to=31.1.", "to", "to is “31.1.”; allowed is an ISO 8601 time such as 2026-01-31T08:00:00Z.")]
    [InlineData("GET", "/api/extensions/a/gaps?from=2026-02-01&to=2026-01-01", "from", "from (2026-02-01) is after to (2026-01-01); from must not be later than to.")]
    [InlineData("GET", "/api/extensions/a/gaps?since=2026-02-01", "since", "Unknown query parameter “since”; this call accepts from, to.")]
    [InlineData("GET", "/api/extensions/hybrid-refresh/status?x=1", "x", "Unknown query parameter “x”; this call accepts none.")]
    [InlineData("POST", "/api/extensions/hybrid-refresh?results=some", "results", "results is “some”; allowed are all and changed.")]
    [InlineData("POST", "/api/extensions/refresh?server=", "server", "server is empty; give the name of a configured PBX, or leave server out to refresh every one.")]
    [InlineData("POST", "/api/extensions/refresh?sever=main", "sever", "Unknown query parameter “sever”; this call accepts server, results.")]
    [InlineData("POST", "/api/extensions/hybrid-refresh/close?server=main", "server", "Unknown query parameter “server”; this call accepts none.")]
    public async Task A_wrong_parameter_is_named(string method, string call, string parameter, string title)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), call);

        var problem = await shared.App.Client(AmiBlazorApp.SupervisorKey).SendAsync(request, Token).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.Text("parameter"));
        Assert.Equal(title, problem.Text("title"));
    }

    [Fact]
    public async Task A_text_to_look_for_has_a_bound()
    {
        var problem = await shared.App.Client(AmiBlazorApp.ViewerKey).GetAsync($"/api/extensions?q={new string('x', 201)}", Token)
            .ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal("q has 201 characters; allowed are at most 200.", problem.Text("title"));
    }

    [Theory]
    [InlineData("GET", "/api/extensions?server=brnach", "No PBX named “brnach” is configured. The names are set by the keys Ami:Servers:N:Name.")]
    [InlineData("POST", "/api/extensions/hybrid-refresh?server=brnach", "No PBX named “brnach” is configured. The names are set by the keys Ami:Servers:N:Name.")]
    [InlineData("POST", "/api/extensions/hybrid-refresh", "No PBX is configured: the setting Ami:Servers is empty.")]
    [InlineData("POST", "/api/extensions/hybrid-refresh/separate-1-x/stop", "No refresh has the id “separate-1-x”.")]
    [InlineData("GET", "/api/extensions/main/lab/20/history", "No extension “20” in the context “lab” of the PBX “main” is known.")]
    [InlineData("GET", "/api/extensions/main/lab/20%2F30/history", "No extension “20/30” in the context “lab” of the PBX “main” is known.")]
    [InlineData("GET", "/api/extensions/brnach/gaps", "No PBX named “brnach” is configured. The names are set by the keys Ami:Servers:N:Name.")]
    [InlineData("GET", "/api/nothing", "/api/nothing does not exist. /openapi/v1.json lists every call.")]
    [InlineData("GET", "/health/nothing", "/health/nothing does not exist. /openapi/v1.json lists every call.")]
    public async Task What_is_not_there_is_named(string method, string call, string title)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), call);

        var problem = await shared.App.Client(AmiBlazorApp.SupervisorKey).SendAsync(request, Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(title, problem.Text("title"));
    }

    [Theory]
    [InlineData("ami-response-1703123456789-abc123def.json")]
    [InlineData("..%2F..%2Fappsettings.json")]
    [InlineData("..%5C..%5Cappsettings.json")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("ami-response-..%2F..%2Famiblazor.json")]
    [InlineData("amiblazor.db")]
    public async Task Only_a_snapshot_that_is_there_can_be_downloaded(string name)
    {
        var problem = await shared.App.Client(AmiBlazorApp.SupervisorKey).GetAsync("/api/snapshots/" + name, Token)
            .ProblemAsync(HttpStatusCode.NotFound);

        Assert.EndsWith("Only the newest files are kept; Refresh:KeepSnapshots sets how many.", problem.Text("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_one()
    {
        var problem = await shared.App.Client(AmiBlazorApp.SupervisorKey).DeleteAsync("/api/extensions/refresh", Token).ProblemAsync(HttpStatusCode.MethodNotAllowed);

        Assert.Matches("^/api/extensions/refresh does not support the method DELETE; allowed is .*POST.*\\.$", problem.Text("title"));
    }

    [Fact]
    public async Task A_large_body_is_refused()
    {
        using var body = new ByteArrayContent(new byte[20_000]);

        var problem = await shared.App.Client(AmiBlazorApp.SupervisorKey).PostAsync("/api/extensions/hybrid-refresh/close", body, Token)
            .ProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal("The request body is too large; no call needs one.", problem.Text("title"));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    public async Task Errors_are_problem_details_whatever_the_caller_would_rather_have(string accept)
    {
        var client = shared.App.Client(AmiBlazorApp.ViewerKey);
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);

        await client.GetAsync("/api/nothing", Token).ProblemAsync(HttpStatusCode.NotFound);
        await client.GetAsync("/api/extensions?status=x", Token).ProblemAsync(HttpStatusCode.BadRequest);
        await client.PostAsync("/api/extensions/refresh", content: null, Token).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_mistake_of_ours_tells_nothing_of_its_inside()
    {
        await using var app = await AmiBlazorApp.StartAsync(
            services => services.AddSingleton<RefreshResponseFactory>(_ => throw new InvalidOperationException("inside")));

        var problem = await app.Client(AmiBlazorApp.SupervisorKey).PostAsync("/api/extensions/refresh", content: null, Token)
            .ProblemAsync(HttpStatusCode.InternalServerError);

        Assert.Equal("The request failed because of an internal error in AmiBlazor. See the server log for details.", problem.Text("title"));
        Assert.DoesNotContain("inside", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(app.Logs, line => line.Exception is InvalidOperationException { Message: "inside" });
    }
}
