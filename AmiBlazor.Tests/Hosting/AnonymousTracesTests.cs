using System.Net.Http.Headers;
using System.Text.Json;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Hosting;

/// <summary>What a stranger learns of this machine, and what they leave in its log.</summary>
public sealed class AnonymousTracesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/set-password?account=1&token=AAAA", null, null)]
    [InlineData("GET", "/sign-in", null, null)]
    [InlineData("GET", "/nothing", null, null)]
    [InlineData("GET", "/api/extensions", "Bearer wrong-key-0123456789abcdef", null)]
    [InlineData("GET", "/", null, "AmiBlazor=broken")]
    [InlineData("GET", "/sign-in", null, "AmiBlazor.Antiforgery=broken")]
    [InlineData("POST", "/sign-in", null, null)]
    [InlineData("POST", "/sign-in", null, "AmiBlazor.Antiforgery=broken")]
    [InlineData("POST", "/sign-in", null, "AmiBlazor.SecondFactor=broken")]
    public async Task A_stranger_writes_at_most_one_line_of_the_log_a_minute(string method, string path, string? authorization, string? cookie)
    {
        var client = shared.App.Client();
        var before = Lines().Count;

        for (var sent = 0; sent < 10; sent++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            if (authorization is not null) request.Headers.Add("Authorization", authorization);
            if (cookie is not null) request.Headers.Add("Cookie", cookie);
            if (method == "POST")
            {
                request.Headers.Add("Origin", shared.App.Address.GetLeftPart(UriPartial.Authority));
                request.Content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.UserName", "x"), new("__RequestVerificationToken", "broken")]);
            }

            using var answer = await client.SendAsync(request, Token);
        }

        var written = Lines().Skip(before).ToList();
        Assert.True(written.Count <= 1, $"{written.Count} lines, such as: {written.FirstOrDefault()}");
    }

    [Fact]
    public async Task Only_those_who_may_see_learn_the_version_of_the_database()
    {
        var stranger = await shared.App.Client().GetAsync("/health/ready", Token).JsonAsync();
        var wrong = await shared.App.Client("wrong-key-0123456789abcdef").GetAsync("/health/ready", Token).JsonAsync();
        var viewer = await shared.App.Client(AmiBlazorApp.ViewerKey).GetAsync("/health/ready", Token).JsonAsync();

        Assert.Equal(JsonValueKind.Null, stranger.GetProperty("sqlite").ValueKind);
        Assert.Equal(JsonValueKind.Null, wrong.GetProperty("sqlite").ValueKind);
        Assert.Matches(@"^3\.\d+\.\d+$", viewer.Text("sqlite"));
        Assert.Equal("healthy", stranger.Text("status"));
    }

    // As appsettings.json has it: the framework's own lines from a warning on.
    private List<string> Lines() =>
    [
        .. shared.App.Logs
            .Where(line => line.Level >= (line.Category?.StartsWith("Microsoft", StringComparison.Ordinal) == true ? LogLevel.Warning : LogLevel.Information))
            .Select(line => $"{line.Category} {line.Level} {line.Message}"),
    ];
}
