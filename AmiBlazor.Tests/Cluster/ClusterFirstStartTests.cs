using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Cluster;

/// <summary>The first start of a cluster: of its first administrator, and of its data protection keys.</summary>
[Needs(Need.PostgreSql)]
[Needs(Need.Time)]
public sealed class ClusterFirstStartTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private const string Cookie = "AmiBlazor";
    private const string Used = "An account already exists, so this link is no longer valid.";

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-first-").FullName;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public void Dispose()
    {
        _client.Dispose();
        TestFolder.Delete(_folder);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_show_one_link_which_works_on_each_and_once()
    {
        var (database, certificate) = (server.NewDatabase(), KeyCertificate.Make(_folder));
        var programs = Enumerable.Range(0, 3).Select(_ => AppProcess.Start([], ClusterSettings.Of(database, certificate))).ToList();
        try
        {
            var links = new List<string>();
            foreach (var program in programs)
            {
                var line = await program.SaysAsync("Open this link to create the first administrator: ");
                links.Add(new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]).PathAndQuery);
            }

            var link = Assert.Single(links.Distinct(StringComparer.Ordinal));
            var addresses = (await Task.WhenAll(programs.Select(program => program.ListeningAsync()))).OfType<Uri>().ToList();
            Assert.Equal(3, addresses.Count);
            var browsers = addresses.ConvertAll(Browser);
            var pages = await Task.WhenAll(browsers.Select(browser => browser.OpenAsync(link)));

            // Two at once, on two nodes.
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => browsers[number].FillAsync(
                pages[number], link, "first-start", ("Form.UserName", $"grace{number}"), ("Form.Password", AmiBlazorApp.Password),
                ("Form.Again", AmiBlazorApp.Password))));

            var maker = browsers[Array.FindIndex(answers, answer => answer.Goes is not null)];
            Assert.True(await maker.IsInAsync());
            Assert.Contains(Used, Assert.Single(answers, answer => answer.Goes is null).Text, StringComparison.Ordinal);
            await AccountNodes.HeardAsync(async () =>
                (await Browser(addresses[2]).OpenAsync(link)).Text.Contains(Used, StringComparison.Ordinal));
            foreach (var (name, value) in maker.Cookies) browsers[2].Cookies[name] = value;
            Assert.True(await browsers[2].IsInAsync());
        }
        finally
        {
            foreach (var program in programs) await program.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_keys_of_a_program_that_becomes_a_node_are_taken_over_encrypted_and_nobody_is_signed_out()
    {
        var (database, certificate) = (server.NewDatabase(), KeyCertificate.Make(_folder));
        await using var before = await AmiBlazorApp.StartAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database));
        var cookie = await before.CookieAsync(Roles.Viewer);
        before.LetGo();

        await using var node = await AmiBlazorApp.StartAsync([.. ClusterSettings.Of(database, certificate), before.Kept[1]]);
        var browser = new FormBrowser(node) { Cookies = { [Cookie] = cookie.Value } };

        Assert.True(await browser.IsInAsync());
        await using var context = await node.ContextAsync();
        var key = await context.DataProtectionKeys.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<EncryptedData", key.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", key.Xml, StringComparison.Ordinal);
    }

    private FormBrowser Browser(Uri address) => new(_client, address, headers: [], host: null, scheme: "http");
}
