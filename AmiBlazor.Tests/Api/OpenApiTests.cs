using System.Net;
using System.Text.Json;
using AmiBlazor.Api;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Api;

public sealed class OpenApiTests(SharedApp shared) : IClassFixture<SharedApp>
{
    /// <summary>All but that of the wall, which no script passes: screens do, which have no role.</summary>
    public static TheoryData<string> AllPolicies =>
        [.. typeof(Policies).GetFields().Select(constant => (string)constant.GetRawConstantValue()!).Where(policy => policy != Policies.Wall)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_lists_every_route_of_the_application_with_a_summary_and_its_answers()
    {
        var document = await DocumentAsync();

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => (Call: $"{call.Name.ToUpperInvariant()} {path.Name}", Operation: call.Value)))
            .ToDictionary(entry => entry.Call, entry => entry.Operation, StringComparer.Ordinal);
        var mapped = shared.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } route
                && (route.StartsWith("/api", StringComparison.Ordinal) || route.StartsWith("/health", StringComparison.Ordinal)))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
        Assert.All(described.Values, operation =>
        {
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.True(operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _));
        });
    }

    [Fact]
    public async Task Every_call_but_health_needs_a_key_and_says_which_role()
    {
        var document = await DocumentAsync();

        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var operation = path.Value.EnumerateObject().Single().Value;
            var open = path.Name.StartsWith("/health", StringComparison.Ordinal);
            Assert.Equal(!open, operation.TryGetProperty("security", out _));
            if (!open)
                Assert.StartsWith("Role: ", operation.GetProperty("description").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
    }

    [Theory]
    [MemberData(nameof(AllPolicies))]
    public async Task The_role_that_the_document_tells_of_a_policy_is_the_lowest_that_passes_it(string policy)
    {
        var services = shared.App.Services;
        var authorization = services.GetRequiredService<IAuthorizationService>();

        var told = await OpenApiText.MinimumRoleAsync(services.GetRequiredService<IAuthorizationPolicyProvider>(), policy);

        var passed = new List<string>();
        foreach (var role in Roles.Ascending)
        {
            // With the right to act on calls, which some policies ask for beside the role.
            await shared.App.AccountAsync("openapi-" + role, role);
            await shared.App.ChangeAsync("openapi-" + role, account => account.MayControlCalls = true);
            var person = await shared.App.PersonAsync(await shared.App.AccountAsync("openapi-" + role, role));
            if ((await authorization.AuthorizeAsync(person, policy)).Succeeded) passed.Add(role);
        }

        Assert.Equal(Roles.AtOrAbove(told), passed);
    }

    [Fact]
    public async Task Parameters_with_few_words_list_them()
    {
        var document = await DocumentAsync();

        Assert.Equal(["all", "changed"], Words(document, "/api/extensions/hybrid-refresh", "post", "results"));
        Assert.Equal(
            ["online", "in-use", "busy", "offline", "ringing", "ringing-in-use", "on-hold", "no-phone", "do-not-disturb", "unknown"], Words(document, "/api/extensions", "get", "status"));
    }

    [Fact]
    public async Task A_refresh_answers_for_one_PBX_or_for_all()
    {
        var document = await DocumentAsync();

        var answers = document.GetProperty("paths").GetProperty("/api/extensions/hybrid-refresh").GetProperty("post").GetProperty("responses");
        Assert.Equal(
            ["200", "400", "401", "403", "404", "409", "429", "500", "502", "503", "504"],
            answers.EnumerateObject().Select(answer => answer.Name).Order(StringComparer.Ordinal));
        var schema = answers.GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Equal(
            ["#/components/schemas/RefreshResponse", "#/components/schemas/RefreshAllResponse"],
            schema.GetProperty("oneOf").EnumerateArray().Select(shape => shape.GetProperty("$ref").GetString()));
        var data = document.GetProperty("components").GetProperty("schemas").GetProperty("RefreshData").GetProperty("properties");
        Assert.Equal("integer", data.GetProperty("extensionsChecked").GetProperty("type").GetString());
        Assert.Equal("string", data.GetProperty("lastQueryTime").GetProperty("type").GetString());
        Assert.Equal("date-time", data.GetProperty("lastQueryTime").GetProperty("format").GetString());
    }

    [Fact]
    public async Task The_document_is_for_those_who_may_see()
    {
        using var response = await shared.App.Client().GetAsync("/openapi/v1.json", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static IEnumerable<string?> Words(JsonElement document, string path, string method, string parameter) =>
        document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("parameters").EnumerateArray()
            .Single(candidate => candidate.GetProperty("name").GetString() == parameter)
            .GetProperty("schema").GetProperty("enum").EnumerateArray().Select(word => word.GetString());

    private async Task<JsonElement> DocumentAsync()
    {
        var text = await shared.App.Client(AmiBlazorApp.ViewerKey).GetStringAsync("/openapi/v1.json", Token);
        return JsonDocument.Parse(text).RootElement;
    }
}
