using System.Net;
using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Pbxs;
using AmiBlazor.Testing;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Pbxs;

/// <summary>What administrators do with the PBXs of the page, on the real application; and the pages that have no circuit.</summary>
public sealed class PbxEditorTests
{
    private const string Secret = "the-secret-of-berlin-" + Canary.Word;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_PBX_is_added_changed_and_removed_and_the_audit_log_has_it_without_the_secret()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var editor = app.Services.GetRequiredService<PbxEditor>();
        var who = await AdministratorAsync(app);

        Assert.Null(await editor.SaveAsync(who, Draft(), former: null));
        var changed = editor.Find("berlin")!;
        changed.Name = "Berlin";
        Assert.Null(await editor.SaveAsync(who, changed, "berlin"));
        Assert.Null(await editor.RemoveAsync(who, "Berlin"));

        await using var context = await app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContextAsync(Token);
        Assert.Equal(
            [
                ("pbx-added", "berlin", "pbx.example:5038, account amiblazor, with a new secret."),
                ("pbx-changed", "Berlin", "pbx.example:5038, account amiblazor."),
                ("pbx-removed", "Berlin", "pbx.example:5038."),
            ],
            (await context.AuditEntries.Where(entry => entry.Action.StartsWith("pbx-")).OrderBy(entry => entry.Id).ToListAsync(Token))
                .Select(entry => (entry.Action, entry.About, entry.Detail)));
        Assert.Empty(app.Services.GetRequiredService<PbxFile>().Pbxs);
    }

    [Fact]
    public async Task Of_two_who_save_at_once_one_is_told_that_the_other_was_quicker()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var editor = app.Services.GetRequiredService<PbxEditor>();
        var who = await AdministratorAsync(app);

        var added = await AtOnceAsync(() => editor.SaveAsync(who, Draft(), former: null));
        var changed = await AtOnceAsync(() => editor.SaveAsync(who, editor.Find("berlin")!, "berlin"));

        foreach (var said in (FormattableString?[][])[added, changed])
        {
            Assert.Equal(
                "Someone else has just saved this PBX, or one of this name. Nothing was saved; open the page PBXs again.",
                Assert.Single(said, problem => problem is not null)!.Format);
        }

        Assert.Single(app.Services.GetRequiredService<PbxFile>().Pbxs);
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContextAsync(Token);
        Assert.Equal(2, await context.AuditEntries.CountAsync(entry => entry.Action.StartsWith("pbx-"), Token));

        // Both have looked at the file before either writes it.
        async Task<FormattableString?[]> AtOnceAsync(Func<Task<FormattableString?>> saveAsync)
        {
            var writing = app.Services.GetRequiredService<SqliteWriteLock>();
            await writing.EnterAsync(Token);
            var both = Task.WhenAll(saveAsync(), saveAsync());
            writing.Leave();
            return await both;
        }
    }

    [Fact]
    public async Task A_saved_secret_is_sent_nowhere_else()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var elsewhere = FakeAmiServer.Start();
        var editor = app.Services.GetRequiredService<PbxEditor>();
        var who = await AdministratorAsync(app);
        Assert.Null(await editor.SaveAsync(who, Draft(), former: null));

        foreach (var change in (Action<PbxDraft>[])
            [
                draft => draft.Host = "127.0.0.1",
                draft => draft.Port = elsewhere.Port,
                draft => draft.Tls = true,
                draft => draft.Username = "other",
                draft => (draft.Tls, draft.TlsCertificateSha256) = (true, new string('A', 64)),
            ])
        {
            var draft = editor.Find("berlin")!;
            change(draft);

            Assert.False(editor.KeepsSecret(draft, "berlin"));
            const string Sentence = "Enter the secret again: it is sent to no other host, port, certificate or account than those that it was saved for.";
            Assert.Equal(Sentence, (await editor.SaveAsync(who, draft, "berlin"))!.Format);
            Assert.Equal(Sentence, (await editor.TestAsync(who, draft, "berlin", _ => { }, Token)).Problem!.Format);
        }

        Assert.Empty(elsewhere.Sessions);
    }

    [Fact]
    public async Task Two_PBXs_have_two_names()
    {
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(port: 1, name: "main"), ("Ami:EditInPage", "true")]);
        var editor = app.Services.GetRequiredService<PbxEditor>();
        var who = await AdministratorAsync(app);
        var draft = Draft();
        draft.Name = "MAIN";

        Assert.Equal("There is already a PBX named “MAIN”. Enter another name.", FormattableString.Invariant((await editor.SaveAsync(who, draft, former: null))!));
        Assert.Null(await editor.SaveAsync(who, Draft(), former: null));
        Assert.Equal("There is already a PBX named “berlin”. Enter another name.", FormattableString.Invariant((await editor.SaveAsync(who, Draft(), former: null))!));
    }

    [Fact]
    public async Task Where_the_configuration_has_PBXs_the_page_changes_nothing()
    {
        await using var app = await AmiBlazorApp.StartAsync(AmiBlazorApp.Server(port: 1));
        var browser = await app.BrowserAsync(Roles.Administrator);

        var problem = await app.Services.GetRequiredService<PbxEditor>().SaveAsync(await AdministratorAsync(app), Draft(), former: null);
        var page = await browser.GetStringAsync(new Uri("/pbxs", UriKind.Relative), Token);

        Assert.StartsWith("PBXs are not connected in the page here", problem!.Format, StringComparison.Ordinal);
        Assert.Contains("PBXs cannot be connected here, because they are in the configuration", page, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", page, StringComparison.Ordinal);
        Assert.Contains("set, not shown", page, StringComparison.Ordinal);
        Assert.DoesNotContain("./pbxs/new", page.Replace("href=\"./pbxs\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_not_proved_who_they_are_saves_nothing()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Auth:ProofLifetime", "00:01:00"));
        var who = await AdministratorAsync(app);
        await app.ExecuteAsync($"UPDATE Sessions SET ProvenAt = '2020-01-01 00:00:00'");

        var problem = await app.Services.GetRequiredService<PbxEditor>().SaveAsync(who, Draft(), former: null);

        Assert.Same(AdministratorTransaction.ProofNeeded, problem);
        Assert.Empty(app.Services.GetRequiredService<PbxFile>().Pbxs);
    }

    [Fact]
    public async Task A_supervisor_saves_nothing()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var who = await app.PersonAsync(await app.AccountAsync("super", Roles.Supervisor));

        var problem = await app.Services.GetRequiredService<PbxEditor>().SaveAsync(who, Draft(), former: null);

        Assert.NotNull(problem);
        Assert.Empty(app.Services.GetRequiredService<PbxFile>().Pbxs);
    }

    [Fact]
    public async Task Tests_are_limited_and_recorded()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var editor = app.Services.GetRequiredService<PbxEditor>();
        var who = await AdministratorAsync(app);
        var draft = Draft();
        (draft.Host, draft.Port) = ("127.0.0.1", 1);

        FormattableString? problem = null;
        for (var times = 0; times < 12 && problem is null; times++) (_, problem) = await editor.TestAsync(who, draft, former: null, _ => { }, Token);

        Assert.StartsWith("You have reached the limit of tests per minute", problem!.Format, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_a_PBX_asks_for_a_restart_once_the_browser_has_its_answer()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        Assert.Null(await app.Services.GetRequiredService<PbxEditor>().SaveAsync(await AdministratorAsync(app), Draft(), former: null));
        var browser = new FormBrowser(app);
        await browser.SignInAsync(AmiBlazorApp.Administrator);

        var answer = await browser.FillAsync("/pbxs/berlin/remove", "remove-pbx");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("“berlin” was removed.", answer.Text, StringComparison.Ordinal);
        await app.RestartRequested.InTime();
        Assert.Empty(app.Services.GetRequiredService<PbxFile>().Pbxs);
    }

    private static async Task<ClaimsPrincipal> AdministratorAsync(AmiBlazorApp app) =>
        await app.PersonAsync(await app.AccountAsync(AmiBlazorApp.Administrator, Roles.Administrator));

    private static PbxDraft Draft() => new() { Name = "berlin", Host = "pbx.example", Secret = Secret };
}
