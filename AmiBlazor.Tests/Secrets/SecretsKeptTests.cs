using System.Net;
using System.Text.RegularExpressions;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Testing;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AmiBlazor.Tests.Secrets;

/// <summary>Secrets do not leak, even with full logging and after errors. What these tests leave behind is searched when they end.</summary>
[Needs(Need.Time)]
public sealed partial class SecretsKeptTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Md5")]
    [InlineData("Plain")]
    public async Task A_program_that_logs_everything_logs_no_secret(string authentication)
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1001", "SIP/1001", 0));
        await using var app = await AmiBlazorApp.StartAsync(
            services => services.Configure<LoggerFilterOptions>(filter =>
            {
                filter.MinLevel = LogLevel.Trace;
                filter.Rules.Clear();
            }),
            [.. AmiBlazorApp.Server(pbx, live: true), ("Ami:Servers:0:Authentication", authentication)]);

        // Wrong by one character, so that what is refused is as secret as what is taken.
        await app.Client(AmiBlazorApp.ViewerKey + "x").GetAsync("/api/extensions", Token).ProblemAsync(HttpStatusCode.Unauthorized);
        await app.Client(AmiBlazorApp.SupervisorKey).PostAsync("/api/extensions/refresh", content: null, Token).JsonAsync();
        var wrong = await SignInAsync(app, AmiBlazorApp.Password + "x");
        var right = await SignInAsync(app, AmiBlazorApp.Password);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (wrong, right));
        Assert.Contains(app.Logs, line => line.Level == LogLevel.Trace);
    }

    [Fact]
    public async Task A_key_where_none_belongs_comes_back_in_no_answer()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var client = app.Client();
        string[] schemes = ["Basic", "Digest", "Token", "bearer bearer"];

        foreach (var scheme in schemes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/extensions");
            request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {AmiBlazorApp.ViewerKey}");
            await client.SendAsync(request, Token).ProblemAsync(HttpStatusCode.Unauthorized);
        }
    }

    // Each is a start of the program: the usual run takes one of each kind.
    public static TheoryData<string> WrongConnections => LongRun.Of<TheoryData<string>>(
        usual: ["Host=127.0.0.1;Port=1;Username=ami", "Host=127.0.0.1;Port=1;Username=ami;Nonsense=1", "Username=ami"],
        full:
        [
            "Host=127.0.0.1;Port=1;Username=ami", "Host=127.0.0.1;Port=1;Username=ami;Nonsense=1", "Host=127.0.0.1;Port=nonsense;Username=ami", "Username=ami",
            "Host=127.0.0.1;Port=1;Username=ami;SSL Mode=Nonsense",
            "Host=127.0.0.1;Port=1;Username=ami;SSL Mode=VerifyFull;Root Certificate=/nowhere", "Host=nowhere.invalid;Username=ami;Options=-c nonsense",
        ]);

    public static TheoryData<string> WrongFiles => LongRun.Of<TheoryData<string>>(
        usual: ["Data Source=/nowhere/a.db;Mode=ReadOnly"],
        full: ["Data Source=App_Data/a.db", "Host=127.0.0.1;Username=ami", "Data Source=/nowhere/a.db;Mode=ReadOnly"]);

    [Theory]
    [MemberData(nameof(WrongConnections))]
    public async Task A_start_without_its_PostgreSQL_tells_no_password(string connection) =>
        await FailsAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", $"{connection};Password={Canary.Word}"));

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public async Task A_start_without_its_SQLite_file_tells_no_password(string connection) =>
        await FailsAsync(("ConnectionStrings:AmiBlazor", $"{connection};Password={Canary.Word}"));

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task A_PostgreSQL_that_lets_nobody_in_learns_the_password_and_nobody_else()
    {
        var known = new NpgsqlConnectionStringBuilder(postgreSql.NewDatabase()) { Username = "nobody" };

        await FailsAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", known.ConnectionString));
    }

    [Theory]
    [InlineData("Setup:Administrator:Password", "a")]
    [InlineData("Api:Keys:0:Key", "")]
    [InlineData("Ami:Servers:0:Secret", "\u0001")]
    public async Task A_secret_that_is_not_allowed_is_refused_unseen(string key, string more) => await FailsAsync(
        // Little less than the password, which is therefore refused.
        ("Setup:Administrator:UserName", Canary.Word[..^1]),
        ("Api:Keys:0:Name", "script"), ("Api:Keys:0:Role", "Viewer"),
        ("Ami:Servers:0:Name", "main"), ("Ami:Servers:0:Host", "127.0.0.1"), ("Ami:Servers:0:Username", "ami"),
        (key, more + Canary.Word));

    /// <summary>Runs the program, whose output is searched, with everything logged.</summary>
    private static async Task FailsAsync(params (string Key, string Value)[] settings)
    {
        var (exitCode, _, error) = await AppProcess.RunAsync([], [.. settings, ("Logging:LogLevel:Default", "Trace")]);

        Assert.Equal(1, exitCode);
        Assert.NotEmpty(error);
    }

    private static async Task<HttpStatusCode> SignInAsync(AmiBlazorApp app, string password)
    {
        var client = app.Client();
        using var opened = await client.SendAsync(app.Navigation("/sign-in"), Token);
        var page = await opened.Content.ReadAsStringAsync(Token);
        var hidden = Hidden().Matches(page[..page.IndexOf("</form>", StringComparison.Ordinal)])
            .Select(input => KeyValuePair.Create(input.Groups[1].Value, input.Groups[2].Value));
        using var filled = app.Navigation("/sign-in");
        filled.Method = HttpMethod.Post;
        filled.Content = new FormUrlEncodedContent([.. hidden, new("Form.UserName", AmiBlazorApp.Administrator), new("Form.Password", password)]);
        filled.Headers.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        filled.Headers.Add("Cookie", opened.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var answer = await client.SendAsync(filled, Token);
        return answer.StatusCode;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
