using System.Net;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

/// <summary>Who may call what: every call, by everybody.</summary>
public sealed class EndpointRightsTests(ControlApp shared) : IClassFixture<ControlApp>
{
    private const int Ok = 200;
    private const int NoKey = 401;
    private const int NotAllowed = 403;
    private const int Missing = 404;

    private static readonly (string Route, string Call, int Stranger, int Viewer, int Supervisor)[] Calls =
    [
        ("GET /api/calls/", "/api/calls", NoKey, Ok, Ok),
        ("GET /api/calls/history", "/api/calls/history", NoKey, Ok, Ok),
        ("POST /api/calls/", "/api/calls?server=unknown&from=1&number=2", NoKey, NotAllowed, NotAllowed),
        ("POST /api/calls/{server}/{channelId}/hangup", "/api/calls/unknown/1.1/hangup", NoKey, NotAllowed, NotAllowed),
        ("POST /api/calls/{server}/{channelId}/transfer", "/api/calls/unknown/1.1/transfer?number=2", NoKey, NotAllowed, NotAllowed),
        ("POST /api/calls/{server}/{channelId}/park", "/api/calls/unknown/1.1/park", NoKey, NotAllowed, NotAllowed),
        ("POST /api/calls/{server}/{channelId}/fetch", "/api/calls/unknown/1.1/fetch?from=1", NoKey, NotAllowed, NotAllowed),
        ("POST /api/calls/{server}/{channelId}/pickup", "/api/calls/unknown/1.1/pickup?from=1", NoKey, NotAllowed, NotAllowed),
        ("POST /api/calls/{server}/{channelId}/listen", "/api/calls/unknown/1.1/listen?from=1&mode=barge", NoKey, NotAllowed, NotAllowed),
        ("POST /api/calls/{server}/{channelId}/record", "/api/calls/unknown/1.1/record", NoKey, NotAllowed, NotAllowed),
        ("DELETE /api/calls/{server}/{channelId}/record", "/api/calls/unknown/1.1/record", NoKey, NotAllowed, NotAllowed),
        ("POST /api/queues/{server}/{queue}/members", "/api/queues/unknown/q/members?interface=PJSIP/1", NoKey, NotAllowed, NotAllowed),
        ("DELETE /api/queues/{server}/{queue}/members", "/api/queues/unknown/q/members?interface=PJSIP/1", NoKey, NotAllowed, NotAllowed),
        ("POST /api/queues/{server}/{queue}/members/pause", "/api/queues/unknown/q/members/pause?interface=PJSIP/1", NoKey, NotAllowed, NotAllowed),
        ("DELETE /api/queues/{server}/{queue}/members/pause", "/api/queues/unknown/q/members/pause?interface=PJSIP/1", NoKey, NotAllowed, NotAllowed),
        ("POST /api/queues/{server}/members/pause", "/api/queues/unknown/members/pause?interface=PJSIP/1", NoKey, NotAllowed, NotAllowed),
        ("DELETE /api/queues/{server}/members/pause", "/api/queues/unknown/members/pause?interface=PJSIP/1", NoKey, NotAllowed, NotAllowed),
        ("GET /api/extensions/", "/api/extensions", NoKey, Ok, Ok),
        ("POST /api/extensions/import", "/api/extensions/import", NoKey, NotAllowed, 415),
        ("PATCH /api/extensions/{server}/{context}/{extension}", "/api/extensions/a/b/c", NoKey, NotAllowed, 415),
        ("GET /api/extensions/{server}/{context}/{extension}/history", "/api/extensions/a/b/c/history", NoKey, Missing, Missing),
        ("GET /api/extensions/{server}/gaps", "/api/extensions/a/gaps", NoKey, Missing, Missing),
        ("POST /api/extensions/hybrid-refresh", "/api/extensions/hybrid-refresh?server=unknown", NoKey, NotAllowed, Missing),
        ("POST /api/extensions/refresh", "/api/extensions/refresh?server=unknown", NoKey, NotAllowed, Missing),
        ("POST /api/extensions/hybrid-refresh/{connectionId}/stop", "/api/extensions/hybrid-refresh/separate-1/stop", NoKey, NotAllowed, Missing),
        ("POST /api/extensions/hybrid-refresh/close", "/api/extensions/hybrid-refresh/close", NoKey, NotAllowed, Ok),
        ("GET /api/extensions/hybrid-refresh/status", "/api/extensions/hybrid-refresh/status", NoKey, Ok, Ok),
        ("GET /api/queues/", "/api/queues", NoKey, Ok, Ok),
        ("GET /api/queues/agents/history", "/api/queues/agents/history", NoKey, Ok, Ok),
        ("GET /api/snapshots/{filename}", "/api/snapshots/ami-response-1-a.json", NoKey, NotAllowed, Missing),
        ("GET /openapi/{documentName}.json", "/openapi/v1.json", NoKey, Ok, Ok),
        ("GET /health/live", "/health/live", Ok, Ok, Ok),
        ("GET /health/ready", "/health/ready", Ok, Ok, Ok),
        ("GET", "/api/nothing", NoKey, Missing, Missing),
        ("DELETE", "/api/extensions", NoKey, 405, 405),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int, int, int> AllCalls => [.. Calls];

    [Fact]
    public void The_list_of_calls_is_complete()
    {
        var mapped = shared.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => new[] { "/api", "/health", "/openapi" }.Any(start => endpoint.RoutePattern.RawText?.StartsWith(start, StringComparison.Ordinal) ?? false))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"))
            .Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), Calls.Select(call => call.Route)
            .Where(route => route.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task Each_caller_may_do_what_the_role_allows(string route, string call, int stranger, int viewer, int supervisor)
    {
        var app = shared.App;
        (string Who, HttpClient Client, int Expected)[] callers =
        [
            ("no key", app.Client(), stranger),
            ("wrong key", app.Client("wrong-key-0123456789abcdef"), stranger),
            ("viewer", app.Client(AmiBlazorApp.ViewerKey), viewer),
            ("supervisor", app.Client(AmiBlazorApp.SupervisorKey), supervisor),
            ("administrator", app.Client(AmiBlazorApp.AdministratorKey), supervisor),
            ("browser", await app.BrowserAsync(), supervisor),
        ];

        foreach (var (who, client, expected) in callers)
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Split(' ')[0]), call);
            using var response = await client.SendAsync(request, Token);

            Assert.True(expected == (int)response.StatusCode, $"{who}: {(int)response.StatusCode}");
            Assert.Equal(expected == Ok ? "application/json" : "application/problem+json", response.Content.Headers.ContentType?.MediaType);
            if (expected == NoKey) Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        }
    }

    [Theory]
    [InlineData("Basic dmlld2VyLWtleS1jYW5hcnk3cTJ6eDl3")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer VIEWER-KEY-CANARY7Q2ZX9W")]
    [InlineData("Bearer viewer-key-canary7q2zx9")]
    [InlineData("Bearer " + AmiBlazorApp.ViewerKey + "0")]
    public async Task Only_the_key_itself_is_a_key(string header)
    {
        var client = shared.App.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        var problem = await client.GetAsync("/api/extensions", Token).ProblemAsync(HttpStatusCode.Unauthorized);

        Assert.Equal("This API key is unknown. Send a key that an administrator created or that Api:Keys configures, as “Authorization: Bearer KEY”.", problem.Text("title"));
    }

    [Theory]
    [InlineData("bearer " + AmiBlazorApp.ViewerKey)]
    [InlineData("Bearer  " + AmiBlazorApp.ViewerKey + " ")]
    public async Task The_scheme_may_be_written_in_any_case_and_with_more_space(string header)
    {
        var client = shared.App.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        using var response = await client.GetAsync("/api/extensions", Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_beside_a_good_cookie_opens_nothing()
    {
        var browser = await shared.App.BrowserAsync();
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer wrong-key-0123456789abcdef");

        using var response = await browser.GetAsync("/api/extensions", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_role_too_low_is_named()
    {
        var problem = await shared.App.Client(AmiBlazorApp.ViewerKey).PostAsync("/api/extensions/refresh", content: null, Token).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.Equal("“wallboard” has the role Viewer, which does not allow this.", problem.Text("title"));
    }

    [Fact]
    public async Task A_key_from_a_file_works_as_well()
    {
        var file = Path.Combine(shared.App.Folder, "key");
        await File.WriteAllTextAsync(file, "key-of-a-file-0123456789\n", Token);
        await using var app = await AmiBlazorApp.StartAsync(("Api:Keys:3:Name", "file"), ("Api:Keys:3:KeyFile", file), ("Api:Keys:3:Role", "Viewer"));

        using var response = await app.Client("key-of-a-file-0123456789").GetAsync("/api/extensions", Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
