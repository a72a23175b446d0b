using System.Diagnostics;
using System.Globalization;
using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Playwright;

namespace AmiBlazor.Tests.Cluster;

/// <summary>Three nodes behind a real nginx that runs docs/nginx-cluster.conf.</summary>
[Collection(BrowserTests.Name)]
[Needs(Need.PostgreSql)]
[Needs(Need.Nginx)]
[Needs(Need.Chromium)]
public sealed class NginxClusterTests(PostgreSqlServer server, Chromium chromium, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    private const int Visitors = 60;
    private const string CookieName = "amiblazor_route";

    /// <summary>Within this time an open page is right again, whatever becomes of its node.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_stays_on_a_node_and_of_a_killed_one_the_visitors_alone_move()
    {
        await using var rig = await StartAsync();
        await using var nginx = await Nginx.StartAsync(Addresses(rig));
        using var client = Client(nginx);
        var routes = new List<string>();
        for (var visitor = 0; visitor < Visitors; visitor++) routes.Add(await NewRouteAsync(client));
        var before = await NodesAsync(client, nginx, routes, "before");
        Assert.Equal(before, await NodesAsync(client, nginx, routes, "again"));
        var killed = rig.Nodes[0].Address.Port;

        using var stop = new CancellationTokenSource();
        var asking = AskAllTheTimeAsync(client, routes, stop.Token);
        await rig.Nodes[0].Program.KillAsync();
        var after = await NodesAsync(client, nginx, routes, "after");
        await stop.CancelAsync();
        var (asked, longest) = await asking;

        var counts = before.GroupBy(node => node).OrderBy(node => node.Key).Select(node => node.Count()).ToList();
        output.WriteLine(
            $"{Visitors} visitors, {string.Join('/', counts)}; {before.Count(node => node == killed)} moved; "
            + $"{asked} requests meanwhile, the longest {longest.TotalMilliseconds:F0} ms");
        Assert.Equal(3, counts.Count);
        Assert.DoesNotContain(killed, after);
        Assert.All(before.Zip(after), visitor => Assert.True(visitor.First == visitor.Second || visitor.First == killed));
        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("KILL", "STOP")]
    [InlineData("TERM")]
    public async Task An_open_page_is_right_again_within_8_seconds_after_its_node_was_sent(params string[] signals)
    {
        await using var rig = await StartAsync();
        await using var nginx = await Nginx.StartAsync(Addresses(rig));
        var cookie = await rig.Watcher.CookieAsync(Roles.Viewer);
        foreach (var (number, signal) in signals.Index())
        {
            var node = rig.Nodes[number];
            await using var page = await OpenAsync(nginx, rig, node, cookie);

            var watch = Stopwatch.StartNew();
            await node.Program.SignalAsync(signal);
            await ChangeAsync(rig, status: 8);
            await SayAsync(page, rig, "Ringing");
            var right = watch.Elapsed;
            await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-circuit", "live", new() { Timeout = (float)Longest.TotalMilliseconds });
            var live = watch.Elapsed;
            await ChangeAsync(rig, status: 0);
            await SayAsync(page, rig, "Online");

            output.WriteLine($"SIG{signal}: the page is right after {right.TotalSeconds:F1} s, live after {live.TotalSeconds:F1} s");
            Assert.InRange(live, TimeSpan.Zero, Longest);
        }
    }

    /// <summary>Opens a page that a node serves: an extension of each PBX.</summary>
    private async Task<BrowserPage> OpenAsync(Nginx nginx, ClusterRig rig, ClusterNode node, System.Net.Cookie cookie)
    {
        using var client = Client(nginx);
        var route = await RouteToAsync(client, nginx, node.Address.Port);
        await KnowAsync(client, route, cookie);
        var page = await chromium.OpenAsync();
        await page.Page.Context.AddCookiesAsync([CookieOf("__Host-" + cookie.Name, cookie.Value), CookieOf(CookieName, route)]);
        await page.GoAsync(new Uri(nginx.Address, $"/?q=1001&on={node.Address.Port}"));
        await SayAsync(page, rig, "Online");
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-silence", "4500");
        Assert.Equal(node.Address.Port, await NodeOfAsync(nginx, $"GET /?q=1001&on={node.Address.Port} "));
        return page;
    }

    private static async Task ChangeAsync(ClusterRig rig, int status)
    {
        foreach (var pbx in rig.Pbxs) await pbx.ChangeAsync(exten: 1, status);
    }

    /// <summary>Waits until the page shows the state of the extension of every PBX.</summary>
    private static Task SayAsync(BrowserPage page, ClusterRig rig, string state) => Assertions.Expect(page.Row("1001").GetByText(state)).ToHaveCountAsync(
        rig.Pbxs.Count, new() { Timeout = (float)Longest.TotalMilliseconds });

    /// <summary>Two programs and the watching node, each of which follows one PBX.</summary>
    private async Task<ClusterRig> StartAsync()
    {
        var rig = await ClusterRig.StartAsync(
            server, pbxs: 3, programs: 2, ("ReverseProxy:Networks:0", "127.0.0.1"), ("AllowedHosts", Nginx.Name + ";127.0.0.1"));
        await rig.SettledAsync();
        return rig;
    }

    private static Uri[] Addresses(ClusterRig rig) => [.. rig.Nodes.Select(node => node.Address), rig.Watcher.Address];

    private static HttpClient Client(Nginx nginx) => new(nginx.From("127.0.0.1")) { BaseAddress = nginx.Address, Timeout = Timeouts.Default };

    private static Microsoft.Playwright.Cookie CookieOf(string name, string value) =>
        new() { Name = name, Value = value, Domain = Nginx.Name, Path = "/", HttpOnly = true, Secure = true, SameSite = SameSiteAttribute.Lax };

    /// <summary>What a visitor without a cookie is told to send from now on.</summary>
    private static async Task<string> NewRouteAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/theme.css", Token);
        var told = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches($"^{CookieName}=[0-9a-f]{{32}}; Path=/; HttpOnly; Secure; SameSite=Lax$", told);
        return told.Split('=', ';')[1];
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string address, string cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", cookies);
        return await client.SendAsync(request, Token);
    }

    /// <summary>The port of the node that each visitor came to.</summary>
    private static async Task<List<int>> NodesAsync(HttpClient client, Nginx nginx, List<string> routes, string mark)
    {
        var nodes = new List<int>();
        foreach (var (number, route) in routes.Index())
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"/theme.css?{mark}-{number}");
            using var answer = await GetAsync(client, address, $"{CookieName}={route}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            nodes.Add(await NodeOfAsync(nginx, $"GET {address} "));
        }

        return nodes;
    }

    /// <summary>The port of the node that answered a request in the end.</summary>
    private static async Task<int> NodeOfAsync(Nginx nginx, string request)
    {
        await nginx.LoggedAsync(request);
        var line = nginx.AccessLog.Split('\n').Last(line => line.Contains(request, StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[^2].Split(':')[^1], CultureInfo.InvariantCulture);
    }

    private static async Task<string> RouteToAsync(HttpClient client, Nginx nginx, int node)
    {
        for (var number = 0; ; number++)
        {
            var route = string.Create(CultureInfo.InvariantCulture, $"visitor-{number}");
            if ((await NodesAsync(client, nginx, [route], route))[0] == node) return route;
        }
    }

    /// <summary>Waits until the node of a visitor knows their account.</summary>
    private static Task KnowAsync(HttpClient client, string route, System.Net.Cookie cookie) => Polling.UntilAsync(async () =>
    {
        using var answer = await GetAsync(client, "/calls", $"{CookieName}={route}; __Host-{cookie.Name}={cookie.Value}");
        return answer.StatusCode == HttpStatusCode.OK;
    });

    /// <summary>All visitors ask one after the other, again and again. Each must be answered.</summary>
    private static async Task<(int Asked, TimeSpan Longest)> AskAllTheTimeAsync(HttpClient client, List<string> routes, CancellationToken stop)
    {
        var (asked, longest) = (0, TimeSpan.Zero);
        for (; !stop.IsCancellationRequested; asked++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await GetAsync(client, "/theme.css", $"{CookieName}={routes[asked % routes.Count]}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            if (Stopwatch.GetElapsedTime(began) is var elapsed && elapsed > longest) longest = elapsed;
        }

        return (asked, longest);
    }
}
