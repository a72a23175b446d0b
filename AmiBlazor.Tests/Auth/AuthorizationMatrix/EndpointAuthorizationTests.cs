using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>The authorization matrix of endpoints: every endpoint × every role. What each call answers to a role that it admits is tested elsewhere.</summary>
public sealed class EndpointAuthorizationTests(ControlApp shared) : IClassFixture<ControlApp>
{
    private static readonly (string Role, string Key)[] Keys =
    [
        (Roles.Viewer, AmiBlazorApp.ViewerKey), (Roles.Supervisor, AmiBlazorApp.SupervisorKey), (Roles.Administrator, AmiBlazorApp.AdministratorKey),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Routes => [.. EntryPoints.All.Select(door => door.Route)];

    [Fact]
    public void Every_endpoint_is_listed_and_every_listed_endpoint_exists()
    {
        var mapped = Endpoints().ToLookup(RouteOf, StringComparer.Ordinal);

        var missing = mapped.Where(one => !EntryPoints.All.Any(door => door.Route == one.Key)).Select(one => Line(one.First())).ToList();
        var stale = EntryPoints.All.Select(door => door.Route).Where(route => !mapped.Contains(route)).ToList();

        Assert.True(missing.Count == 0, "Not listed in EntryPoints.cs. Think about who may, and add:\n" + string.Join('\n', missing));
        Assert.True(stale.Count == 0, "Listed in EntryPoints.cs and not there any more:\n" + string.Join('\n', stale));
    }

    [Fact]
    public void Every_endpoint_that_is_open_to_anybody_has_its_reason()
    {
        var unreasoned = EntryPoints.All.Where(door => (door.Needs is null || !door.Keys) && string.IsNullOrWhiteSpace(door.Why)).Select(door => door.Route);

        Assert.Empty(unreasoned);
    }

    [Fact]
    public void Each_page_declares_its_policy_in_its_own_file()
    {
        // The circuit goes from page to page without a request: there, the attribute alone decides.
        var pages = typeof(Program).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false));

        var silent = pages.Where(page => !page.IsDefined(typeof(AllowAnonymousAttribute), inherit: false)
            && !page.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: false).Cast<AuthorizeAttribute>().Any(attribute => attribute.Policy is not null));

        Assert.True(!silent.Any(), "Add @attribute [Authorize(Policy = Policies.…)] to: " + string.Join(", ", silent.Select(page => page.Name)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_endpoint_admits_exactly_the_roles_in_the_list(string route)
    {
        var door = EntryPoints.All.Single(one => one.Route == route);
        foreach (var method in MethodsOf(route))
        {
            await TryAsync(door, method, "anonymous", shared.App.Client(), mayEnter: door.Needs is null);
            await TryAsync(door, method, "a wrong key", shared.App.Client("wrong-key-0123456789abcdef"), mayEnter: door.Needs is null);
            foreach (var (role, key) in Keys)
            {
                var isEnough = !door.Control && (door.Needs is null || Roles.AtOrAbove(door.Needs).Contains(role, StringComparer.Ordinal));
                await TryAsync(door, method, role, await shared.App.BrowserAsync(role), isEnough);
                await TryAsync(door, method, "a key for " + role, shared.App.Client(key), isEnough && door.Keys);
            }

            await TryAsync(door, method, "a screen", shared.App.Browser(await shared.App.ScreenAsync()), door.Needs is null || door.Screens);

            if (!door.Control) continue;
            foreach (var role in Roles.Ascending)
            {
                var isEnough = Roles.AtOrAbove(door.Needs!).Contains(role, StringComparer.Ordinal);
                await TryAsync(door, method, role + " with the right", await shared.App.BrowserAsync(await ControlApp.AccountAsync(shared.App, role)), isEnough);
            }

            await TryAsync(door, method, "a key for Supervisor with the right", shared.App.Client(ControlApp.SupervisorKey), mayEnter: true);
            await TryAsync(door, method, "a key for Administrator with the right", shared.App.Client(ControlApp.AdministratorKey), mayEnter: true);
        }
    }

    private async Task TryAsync(EntryPoint door, string method, string who, HttpClient client, bool mayEnter)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), door.Call);

        // As a browser sends it; without it, the request would be refused as one of a foreign page.
        if (!client.DefaultRequestHeaders.Contains("Origin"))
            request.Headers.Add("Origin", shared.App.Address.GetLeftPart(UriPartial.Authority));

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token).InTime();

        var isSentToSignIn = response.Headers.Location?.OriginalString.StartsWith("/sign-in?", StringComparison.Ordinal) ?? false;
        var hasEntered = response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && !isSentToSignIn;
        Assert.True(
            mayEnter == hasEntered,
            $"{who}: {method} {door.Call} answered {(int)response.StatusCode}, and {(mayEnter ? "should" : "should not")} be admitted.");
        Assert.True((int)response.StatusCode < 500, $"{who}: {method} {door.Call} answered {(int)response.StatusCode}.");
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        shared.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).Distinct().Cast<RouteEndpoint>();

    /// <summary>“GET /api/extensions/”. All static files are one.</summary>
    private static string RouteOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return "static files";
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return (methods.Count == 0 ? "ANY" : string.Join(' ', methods.Order(StringComparer.Ordinal))) + " /" + endpoint.RoutePattern.RawText?.TrimStart('/');
    }

    private static string[] MethodsOf(string route) => route.Split(" /")[0] switch
    {
        "ANY" => ["GET", "POST"],
        "static files" => ["GET"],
        var methods => methods.Split(' '),
    };

    private static string Line(RouteEndpoint endpoint)
    {
        var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is [.., var last] ? last.Policy : null;
        var needs = isOpen ? "Anybody" : policy switch
        {
            Policies.Administer => "Roles.Administrator",
            Policies.Refresh or Policies.Edit => "Roles.Supervisor",
            Policies.Control => "Roles.Supervisor, Control: true",
            _ => "Roles.Viewer",
        };
        return $"        new(\"{RouteOf(endpoint)}\", \"/{endpoint.RoutePattern.RawText?.TrimStart('/')}\", {needs}{(isOpen ? ", Why: \"…\"" : "")}),";
    }
}
