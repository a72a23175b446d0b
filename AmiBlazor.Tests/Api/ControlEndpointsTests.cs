using System.Net;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Board;
using AmiBlazor.Control;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Api;

/// <summary>Acting on calls and queues by REST: what reaches the PBX's end, and what is refused before.</summary>
public sealed class ControlEndpointsTests : IAsyncLifetime
{
    private static readonly ExtensionKey Phone = new(Server, Context, "1001");

    private readonly RecordingControl _control = new();
    private AmiBlazorApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static (string Method, string Call, ControlRequest Request)[] Deeds =>
    [
        ("POST", "/api/calls?server=main&from=1001&number=1002", new CallRequest(Server, Phone, "1002")),
        ("POST", "/api/calls/main/1.1/hangup", new HangUpRequest(Server, "1.1")),
        ("POST", "/api/calls/main/1.1/transfer?number=1003", new TransferRequest(Server, "1.1", "1003")),
        ("POST", "/api/calls/main/1.1/park", new ParkRequest(Server, "1.1")),
        ("POST", "/api/calls/main/1.1/fetch?from=1001", new FetchRequest(Server, Phone, "1.1")),
        ("POST", "/api/calls/main/1.1/pickup?from=1001", new PickUpRequest(Server, Phone, "1.1")),
        ("POST", "/api/calls/main/1.1/listen?from=1001", new ListenRequest(Server, Phone, "1.1", ListenMode.Listen)),
        ("POST", "/api/calls/main/1.1/listen?from=1001&mode=whisper", new ListenRequest(Server, Phone, "1.1", ListenMode.Whisper)),
        ("POST", "/api/calls/main/1.1/listen?from=1001&context=from-internal&mode=barge", new ListenRequest(Server, Phone, "1.1", ListenMode.Barge)),
        ("POST", "/api/calls/main/1.1/record", new RecordRequest(Server, "1.1", Start: true)),
        ("DELETE", "/api/calls/main/1.1/record", new RecordRequest(Server, "1.1", Start: false)),
        ("POST", "/api/queues/main/support/members?interface=PJSIP/1002", new MembershipRequest(Server, "support", "PJSIP/1002", Add: true)),
        ("DELETE", "/api/queues/main/support/members?interface=PJSIP/1002", new MembershipRequest(Server, "support", "PJSIP/1002", Add: false)),
        ("POST", "/api/queues/main/support/members/pause?interface=PJSIP/1002&reason=Lunch", new PauseRequest(Server, "support", "PJSIP/1002", Paused: true, "Lunch")),
        ("DELETE", "/api/queues/main/support/members/pause?interface=PJSIP/1002", new PauseRequest(Server, "support", "PJSIP/1002", Paused: false, null)),
        ("POST", "/api/queues/main/members/pause?interface=PJSIP/1002", new PauseRequest(Server, null, "PJSIP/1002", Paused: true, null)),
        ("DELETE", "/api/queues/main/members/pause?interface=PJSIP/1002", new PauseRequest(Server, null, "PJSIP/1002", Paused: false, null)),
    ];

    public async ValueTask InitializeAsync()
    {
        _app = await ControlApp.StartAsync(_control, ("Limits:ControlPerMinute", "100000"));
        var store = _app.Services.GetRequiredService<ExtensionStore>();
        await store.ApplySnapshotAsync(Snapshot(Row("1001"), Row("1002"), Row("1004"), Row("1004", context: "other")), Run(), Token);
        await store.RenameAsync(Phone, "Anna", "Sales", _ => true, Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_deed_reaches_the_PBX_as_it_was_asked_for_by_a_key_and_by_an_account_from_its_own_phone()
    {
        var account = await ControlApp.AccountAsync(_app, Roles.Supervisor, Phone);
        foreach (var client in new[] { _app.Client(ControlApp.SupervisorKey), await _app.BrowserAsync(account) })
        {
            foreach (var (method, call, request) in Deeds)
            {
                using var sent = new HttpRequestMessage(new HttpMethod(method), call);
                var body = await client.SendAsync(sent, Token).JsonAsync();

                Assert.True(body.GetProperty("success").GetBoolean());
                Assert.Equal(("Done.", "Success"), (body.Text("message"), body.Text("pbxWords")));
                Assert.Equal(request, _control.Asked[^1].Request);
            }
        }

        Assert.Equal(["controlling-supervisor", "dialer"], _control.Asked.Select(asked => asked.Who.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(_control.Asked, asked => Assert.True(asked.Scope.IsAll));
    }

    [Fact]
    public async Task Nothing_reaches_the_PBX_from_a_role_that_is_too_low_or_without_the_right()
    {
        HttpClient[] refused =
        [
            _app.Client(AmiBlazorApp.ViewerKey), _app.Client(AmiBlazorApp.SupervisorKey), _app.Client(AmiBlazorApp.AdministratorKey),
            await _app.BrowserAsync(Roles.Viewer), await _app.BrowserAsync(Roles.Supervisor), await _app.BrowserAsync(Roles.Administrator),
            await _app.BrowserAsync(await ControlApp.AccountAsync(_app, Roles.Viewer, Phone)),
        ];

        foreach (var client in refused)
        {
            foreach (var (method, call, _) in Deeds)
            {
                using var sent = new HttpRequestMessage(new HttpMethod(method), call);
                await client.SendAsync(sent, Token).ProblemAsync(HttpStatusCode.Forbidden);
            }
        }

        foreach (var (method, call, _) in Deeds)
        {
            using var sent = new HttpRequestMessage(new HttpMethod(method), call);
            await _app.Client().SendAsync(sent, Token).ProblemAsync(HttpStatusCode.Unauthorized);
        }

        Assert.Empty(_control.Asked);
        Assert.Contains(await _app.AuditOfAsync("script"), line => line.StartsWith("call-ended refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_lacks_the_right_is_told_who_gives_it_and_not_that_the_role_is_too_low()
    {
        var problem = await _app.Client(AmiBlazorApp.SupervisorKey).PostAsync("/api/calls/main/1.1/hangup", null, Token).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.Equal(
            "“script” may not act on calls and queues. An administrator allows it: to an account on the page Accounts, to a configured API key by "
            + "Api:Keys:N:Control.",
            problem.Text("title"));
    }

    [Fact]
    public async Task A_right_that_is_taken_back_in_the_database_ends_with_the_next_request()
    {
        var browser = await _app.BrowserAsync(await ControlApp.AccountAsync(_app, Roles.Supervisor, Phone));
        await browser.PostAsync("/api/calls/main/1.1/hangup", null, Token).JsonAsync();

        await _app.ChangeAsync("controlling-supervisor", account => account.MayControlCalls = false, behindItsBack: true);

        await browser.PostAsync("/api/calls/main/1.1/hangup", null, Token).ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Single(_control.Asked);
    }

    [Theory]
    [InlineData("Invalid", 400, "invalid")]
    [InlineData("NotAllowed", 403, "not-allowed")]
    [InlineData("Refused", 409, "refused")]
    [InlineData("Gone", 410, "gone")]
    [InlineData("Unreachable", 502, "unreachable")]
    [InlineData("Unknown", 504, "unknown")]
    public async Task Each_outcome_has_its_status_its_word_its_sentence_and_the_PBXs_words(string outcome, int status, string word)
    {
        _control.Answer = _ => Task.FromResult(new ControlResult(Enum.Parse<ControlOutcome>(outcome), $"It is {5} now.", "No such channel"));

        var problem = await _app.Client(ControlApp.SupervisorKey).PostAsync("/api/calls/main/1.1/hangup", null, Token).ProblemAsync((HttpStatusCode)status);

        Assert.Equal(("It is 5 now.", "No such channel", word), (problem.Text("title"), problem.Text("detail"), problem.Text("outcome")));
        Assert.False(problem.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData("/api/calls?server=main&from=1001", "number")]
    [InlineData("/api/calls?from=1001&number=1002", "server")]
    [InlineData("/api/calls?server=main&number=1002", "from")]
    [InlineData("/api/calls?server=main&from=9999&number=1002", "from")]
    [InlineData("/api/calls?server=main&from=1001&context=other&number=1002", "from")]
    [InlineData("/api/calls?server=main&from=1004&number=1002", "context")]
    [InlineData("/api/calls/main/1.1/transfer", "number")]
    [InlineData("/api/calls/main/1.1/listen?from=1001&mode=shout", "mode")]
    [InlineData("/api/calls/main/1.1/pickup", "from")]
    [InlineData("/api/calls/main/1.1/hangup?force=true", "force")]
    [InlineData("/api/queues/main/support/members", "interface")]
    [InlineData("/api/queues/main/members/pause?reason=Lunch", "interface")]
    public async Task A_parameter_that_is_missing_or_wrong_is_named(string call, string parameter)
    {
        var problem = await _app.Client(ControlApp.SupervisorKey).PostAsync(call, null, Token).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.Text("parameter"));
        Assert.Empty(_control.Asked);
    }

    [Theory]
    [InlineData("/api/calls/nowhere/1.1/hangup")]
    [InlineData("/api/calls?server=nowhere&from=1001&number=1002")]
    [InlineData("/api/queues/nowhere/support/members?interface=PJSIP/1002")]
    public async Task A_PBX_that_is_not_there_is_not_found(string call)
    {
        await _app.Client(ControlApp.SupervisorKey).PostAsync(call, null, Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Empty(_control.Asked);
    }

    [Fact]
    public async Task An_account_acts_from_its_own_phone_alone()
    {
        var browser = await _app.BrowserAsync(await ControlApp.AccountAsync(_app, Roles.Supervisor, Phone));
        await browser.PostAsync("/api/calls?number=1002", null, Token).JsonAsync();

        var other = await browser.PostAsync("/api/calls?from=1002&number=1001", null, Token).ProblemAsync(HttpStatusCode.Forbidden);
        await _app.ChangeAsync("controlling-supervisor", account => account.PhoneServer = null, behindItsBack: true);
        var none = await browser.PostAsync("/api/calls?number=1002", null, Token).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.Equal(new CallRequest(Server, Phone, "1002"), Assert.Single(_control.Requests));
        Assert.Equal("Your own phone is 1001 in from-internal of PBX “main”; you can act from no other.", other.Text("title"));
        Assert.StartsWith("Your account has no phone of its own.", none.Text("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scope_of_now_goes_with_every_deed()
    {
        var browser = await _app.BrowserAsync(await ControlApp.AccountAsync(_app, Roles.Supervisor, Phone, ["Sales"]));
        await browser.PostAsync("/api/calls/main/1.1/hangup", null, Token).JsonAsync();
        await _app.ChangeAsync("controlling-supervisor-limited", account => account.Departments = CachedAccount.ColumnOf(["Support"]), behindItsBack: true);
        await browser.PostAsync("/api/calls/main/1.1/hangup", null, Token).JsonAsync();
        await _app.ChangeAsync("controlling-supervisor-limited", account => account.Servers = CachedAccount.ColumnOf(["elsewhere"]), behindItsBack: true);

        await browser.PostAsync("/api/calls/main/1.1/hangup", null, Token).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(["Sales", "Support"], _control.Asked.Select(asked => Assert.Single(asked.Scope.Departments!)));
    }

    [Fact]
    public async Task A_foreign_page_cannot_make_a_browser_act()
    {
        var browser = await _app.BrowserAsync(await ControlApp.AccountAsync(_app, Roles.Supervisor, Phone));
        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        foreach (var (method, call, _) in Deeds)
        {
            using var sent = new HttpRequestMessage(new HttpMethod(method), call);
            await browser.SendAsync(sent, Token).ProblemAsync(HttpStatusCode.Forbidden);
        }

        Assert.Empty(_control.Asked);
    }

    [Fact]
    public async Task Past_the_limit_nothing_is_done_and_clicks_count_with_calls()
    {
        await using var app = await ControlApp.StartAsync(_control, ("Limits:ControlPerMinute", "2"));
        var account = await ControlApp.AccountAsync(app, Roles.Supervisor, Phone);
        var browser = await app.BrowserAsync(account);
        await browser.PostAsync("/api/calls/main/1.1/hangup", null, Token).JsonAsync();
        Assert.Null(app.Services.GetRequiredService<ControlRateLimiter>().Take(await app.PersonAsync(account)));

        var refusing = browser.PostAsync("/api/calls/main/1.1/hangup", null, Token);
        var problem = await refusing.ProblemAsync(HttpStatusCode.TooManyRequests);

        Assert.StartsWith("You have reached the limit of actions on calls per minute (2). Nothing was done. Try again in ", problem.Text("title"), StringComparison.Ordinal);
        Assert.InRange((await refusing).Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Single(_control.Asked);
        await app.Client(ControlApp.SupervisorKey).PostAsync("/api/calls/main/1.1/hangup", null, Token).JsonAsync();
    }

    [Fact]
    public async Task Without_control_there_is_no_such_call()
    {
        _control.Allowed = new HashSet<ControlKind>();
        await using var app = await ControlApp.StartAsync(_control);
        var client = app.Client(ControlApp.SupervisorKey);

        await client.PostAsync("/api/calls/main/1.1/hangup", null, Token).ProblemAsync(HttpStatusCode.MethodNotAllowed);
        await client.PostAsync("/api/calls?server=main&from=1001&number=1002", null, Token).ProblemAsync(HttpStatusCode.MethodNotAllowed);
        var document = await client.GetAsync("/openapi/v1.json", Token).JsonAsync();

        Assert.DoesNotContain(document.GetProperty("paths").EnumerateObject(), path => path.Name.EndsWith("/hangup", StringComparison.Ordinal));
        Assert.Empty(_control.Asked);
    }
}
