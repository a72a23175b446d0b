using System.Net;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Tests.Auth.ApiKeys;

/// <summary>API keys that an administrator makes on the page.</summary>
[Needs(Need.Time)]
public sealed class ApiKeyPagesTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private AmiBlazorApp _app = null!;
    private FormBrowser _ada = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
        _ada = new(_app);
        Assert.Null((await _ada.SignInAsync(AmiBlazorApp.Administrator)).Problem);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_key_is_shown_once_and_has_the_rights_of_its_role()
    {
        var key = await MakeAsync("nightly report", Roles.Viewer);

        using var seen = await _app.Client(key).GetAsync("/api/extensions", Token);
        using var refreshed = await _app.Client(key).PostAsync("/api/extensions/hybrid-refresh/close", content: null, Token);
        var list = await _ada.OpenAsync("/keys");

        Assert.Matches("^amb_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refreshed.StatusCode);
        Assert.Equal(key[..8] + "…", list.Document.QuerySelector("tbody th code")!.TextContent);
        Assert.DoesNotContain(key, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Logs, line => line.Message.Contains(key, StringComparison.Ordinal));
        Assert.Contains("key-made done Viewer, for 90 days.", await _app.AuditOfAsync("ada"));
        await using var context = await _app.ContextAsync();
        Assert.Equal(ApiKeyCache.HashOf(key), (await context.ApiKeys.SingleAsync(Token)).Hash);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_and_its_holder_learns_why()
    {
        var key = await MakeAsync("nightly report", Roles.Supervisor);
        int id;
        await using (var context = await _app.ContextAsync()) id = (await context.ApiKeys.SingleAsync(Token)).Id;

        var answer = await _ada.FillAsync($"/keys/{id}/revoke", "revoke-key");
        var problem = await _app.Client(key).GetAsync("/api/extensions", Token).ProblemAsync(HttpStatusCode.Unauthorized);
        var again = await _ada.FillAsync($"/keys/{id}/revoke", "revoke-key");
        var list = await _ada.OpenAsync("/keys");

        Assert.Equal("/keys?revoked=true", new Uri(_app.Address, answer.Goes).PathAndQuery);
        Assert.Equal($"This API key was revoked on {_clock.GetUtcNow():yyyy-MM-dd}. Ask an administrator for a new one.", problem.Text("title"));
        Assert.Equal("This API key was already revoked.", again.Problem);
        Assert.Contains("Revoked just now", list.Text, StringComparison.Ordinal);
        Assert.Contains($"key-revoked done {key[..8]}…", await _app.AuditOfAsync("ada"));
    }

    [Fact]
    public async Task A_key_expires_and_another_may_take_its_name()
    {
        var key = await MakeAsync("nightly report", Roles.Viewer, days: "30");
        var end = _clock.GetUtcNow().AddDays(30);

        _clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(5));
        using var before = await _app.Client(key).GetAsync("/api/extensions", Token);
        _clock.Advance(TimeSpan.FromMinutes(6));
        var problem = await _app.Client(key).GetAsync("/api/extensions", Token).ProblemAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal($"This API key expired on {end:yyyy-MM-dd}. Ask an administrator for a new one.", problem.Text("title"));
        _ada = new(_app);
        await _ada.SignInAsync("ada");
        await MakeAsync("nightly report", Roles.Viewer);
    }

    [Fact]
    public async Task A_key_without_an_expiry_is_valid_years_later()
    {
        var key = await MakeAsync("door", Roles.Viewer, days: "0");

        _clock.Advance(TimeSpan.FromDays(4000));
        using var answer = await _app.Client(key).GetAsync("/api/extensions", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "Viewer", "90", "Enter a name for the API key. The audit log shows this name.")]
    [InlineData("   ", "Viewer", "90", "Enter a name for the API key. The audit log shows this name.")]
    [InlineData("12345678901234567890123456789012345678901", "Viewer", "90", "The name has 41 characters; at most 40 are allowed.")]
    [InlineData("a\u0007b", "Viewer", "90", "A name cannot contain control characters or anything else that people cannot see.")]
    [InlineData("Wallboard", "Viewer", "90", "An API key named “Wallboard” already exists. Enter another name, or revoke the existing key.")]
    [InlineData("NIGHTLY", "Viewer", "90", "An API key named “NIGHTLY” already exists. Enter another name, or revoke the existing key.")]
    [InlineData("report", "King", "90", "Select a role.")]
    [InlineData("report", "Viewer", "91", "Select when the API key expires.")]
    [InlineData("report", "Viewer", "", "Select when the API key expires.")]
    public async Task An_invalid_new_key_is_refused_with_a_sentence(string name, string role, string days, string problem)
    {
        await MakeAsync("nightly", Roles.Viewer);

        var answer = await _ada.FillAsync("/keys/new", "new-key", ("Form.Name", name), ("Form.Role", role), ("Form.Days", days));

        Assert.Equal(problem, answer.Problem);
        Assert.Null(answer.Document.QuerySelector("#shown-once"));
    }

    [Fact]
    public async Task The_list_shows_configured_keys_too_and_never_a_secret()
    {
        var list = await _ada.OpenAsync("/keys");

        Assert.Equal(
            ["admin", "script", "wallboard"],
            list.Document.QuerySelectorAll("tbody tr").Where(row => row.TextContent.Contains("Defined in the configuration (Api:Keys)", StringComparison.Ordinal))
                .Select(row => row.QuerySelector("th")!.TextContent.Trim()));
        Assert.DoesNotContain(AmiBlazorApp.ViewerKey, list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_use_of_a_key_is_recorded_to_the_minute()
    {
        var key = await MakeAsync("nightly", Roles.Viewer);

        using (await _app.Client(key).GetAsync("/api/extensions", Token)) { }

        var used = await LastUseAsync(after: default);
        Assert.Equal(0, used.Second);
        _clock.Advance(TimeSpan.FromMinutes(3));
        using (await _app.Client(key).GetAsync("/api/extensions", Token)) { }

        Assert.True(await LastUseAsync(after: used) >= used.AddMinutes(3));
    }

    [Fact]
    public async Task A_key_made_or_revoked_elsewhere_is_known_after_the_next_reload()
    {
        var keys = _app.Services.GetRequiredService<ApiKeyCache>();
        const string Text = "amb_made-by-another-node-0123456789";
        var id = await _app.KeyAsync("other", Text);

        await using (var context = await _app.ContextAsync())
            await context.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(rows => rows.SetProperty(key => key.RevokedAt, _clock.GetUtcNow()), Token);
        var before = keys.Find(Text + "other")!.IsGood(_clock.GetUtcNow());
        await keys.ReloadAsync(Token);

        Assert.True(before);
        Assert.False(keys.Find(Text + "other")!.IsGood(_clock.GetUtcNow()));
    }

    private async Task<string> MakeAsync(string name, string role, string days = "90")
    {
        var answer = await _ada.FillAsync("/keys/new", "new-key", ("Form.Name", name), ("Form.Role", role), ("Form.Days", days));
        Assert.Null(answer.Problem);
        return answer.Document.QuerySelector("#shown-once")!.TextContent;
    }

    /// <summary>No request waits until it is saved, so the test reads until it is.</summary>
    private async Task<DateTimeOffset> LastUseAsync(DateTimeOffset after)
    {
        var last = after;
        await Polling.UntilAsync(async () =>
        {
            await using var context = await _app.ContextAsync();
            last = await context.ApiKeys.Select(key => key.LastUsedAt).SingleAsync(Token) ?? after;
            return last > after;
        });
        return last;
    }
}
