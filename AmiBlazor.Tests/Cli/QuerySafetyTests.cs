using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cli;

/// <summary>
/// What the command line gives cannot smuggle an action onto the wire, and what <c>query</c> prints never holds the secret: everything that these
/// processes print is searched for it.
/// </summary>
[Needs(Need.Time)]
public sealed class QuerySafetyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [Theory]
    [InlineData("1001\r\nAction: Originate@lab")]
    [InlineData("1001@lab\r\n\r\nAction: Originate")]
    [InlineData("1001\n@lab")]
    [InlineData("1001@lab\r")]
    public async Task An_extension_with_a_line_break_is_not_asked_for(string extension)
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new ExtensionState("lab", "1001", "SIP/1001", 0));

        var (exitCode, _, error) = await AppProcess.RunAsync(["query", "--individual", "--extension", extension], AmiBlazorApp.Server(pbx));

        Assert.Equal(1, exitCode);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain(answers.Actions, action => action is "ExtensionState" or "Originate");
        Assert.DoesNotContain("Originate", Assert.Single(pbx.Sessions).Received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--username", "amiblazor\r\nAction: Originate")]
    [InlineData("--username", "amiblazor\n")]
    [InlineData("--host", "127.0.0.1\r\nx")]
    public async Task An_account_or_host_with_a_line_break_is_told_before_anything_is_sent(string option, string value)
    {
        await using var pbx = FakeAmiServer.Start();
        var args = Host(pbx, FakeAmiServer.Secret);
        args[Array.IndexOf(args, option) + 1] = value;

        var (exitCode, output, error) = await AppProcess.RunAsync(["query", .. args]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith(option + " is ", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(pbx.Sessions);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\r-")]
    [InlineData("\u0001")]
    public async Task A_secret_with_a_control_character_is_not_sent_and_not_shown(string character)
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself();

        var (exitCode, output, error) = await AppProcess.RunAsync(["query", .. Host(pbx, character + FakeAmiServer.Secret)]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.All(pbx.Sessions, session => Assert.DoesNotContain(FakeAmiServer.Secret, session.Received, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_secret_is_printed_nowhere_whatever_happens()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1001", "SIP/1001", 0));
        await using var tls = FakeAmiServer.Start(tls: true);
        var server = AmiBlazorApp.Server(pbx);
        string[][] runs =
        [
            ["query"], ["query", "--json"], ["query", "--individual"], ["query", "--check-permissions"], ["query", "--server", "other"], ["query", "--help"], ["query", "--what"],
            ["query", .. Host(pbx, "wrong-" + FakeAmiServer.Secret)], ["query", "--tls", .. Host(tls, FakeAmiServer.Secret)], ["query", .. Host(tls, FakeAmiServer.Secret)],
        ];

        string[] authentications = ["Md5", "Plain"];
        for (var number = 0; number < runs.Length; number++)
        {
            // Both ways to log in, by turns; in the long run each way of each.
            foreach (var authentication in LongRun.Of(usual: [authentications[number % 2]], full: authentications))
            {
                // The process fails this test where its output holds the secret.
                var (_, output, error) = await AppProcess.RunAsync(
                    runs[number], [.. server, ("Ami:Servers:0:Authentication", authentication), ("Logging:LogLevel:Default", "Trace")]);

                Assert.NotEmpty(output + error);
            }
        }
    }

    private string[] Host(FakeAmiServer pbx, string secret)
    {
        var file = Path.Combine(_folder, "secret");
        File.WriteAllText(file, secret + "\n");
        return ["--host", "127.0.0.1", "--port", pbx.Port.ToString(CultureInfo.InvariantCulture), "--username", FakeAmiServer.Username, "--secret-file", file];
    }
}
