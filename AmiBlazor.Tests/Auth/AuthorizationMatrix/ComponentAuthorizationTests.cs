using System.Net;
using System.Reflection;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Pbxs;
using AmiBlazor.Components.Refreshing;
using AmiBlazor.Control;
using AmiBlazor.Pbxs;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Calls;
using AmiBlazor.Tests.Components.Control;
using AmiBlazor.Tests.Components.Drawer;
using AmiBlazor.Tests.Support;
using AmiBlazor.Tests.Views;
using AmiBlazor.Views;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>
/// The authorization matrix of components: every event × every role. A browser can send any event that its page knows, whatever the page shows, so a
/// handler is called here as if its button were visible.
/// </summary>
public sealed class ComponentAuthorizationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    /// <summary>How it is proved that a role that is too low is refused, by component and handler.</summary>
    private static readonly Dictionary<string, Func<string?, Task>> Proofs = new(StringComparer.Ordinal)
    {
        ["RefreshPanel.RefreshAsync"] = RefreshIsRefusedAsync,
        ["RefreshPanel.StopAsync"] = StopIsRefusedAsync,
        ["NameForm.SaveAsync"] = NamingIsRefusedAsync,
        ["DepartmentDialog.SaveAsync"] = DepartmentIsRefusedAsync,
        ["ArchiveButton.SaveAsync"] = ArchivingIsRefusedAsync,
        ["ImportPage.ReadAsync"] = ReadingAFileIsRefusedAsync,
        ["ImportPage.ApplyAsync"] = ImportIsRefusedAsync,
        ["ConnectPage.ChangeHostAsync"] = LookingForAHostIsRefusedAsync,
        ["ConnectPage.TestAsync"] = TestingAPbxIsRefusedAsync,
        ["ConnectPage.TrustAsync"] = TrustingAPbxIsRefusedAsync,
        ["ConnectPage.SaveAsync"] = SavingAPbxIsRefusedAsync,
        ["SelectionBar.DownloadAsync"] = DownloadIsRefusedAsync,
        ["RowField.KeyDownAsync"] = EditingARowIsRefusedAsync,
        ["ViewsMenu.() => ShareAsync(view)"] = SharingAViewIsRefusedAsync,
        ["ViewsMenu.@(isOn => SetRoleDefaultAsync(view, role, isOn))"] = DefaultOfARoleIsRefusedAsync,
        ["ControlMenu.() => ActAsync(choice)"] = ControlByMenuIsRefusedAsync,
        ["ControlButton.ActAsync"] = ControlByButtonIsRefusedAsync,
        ["ControlDialog.SendAsync"] = ControlByDialogIsRefusedAsync,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each event that not everybody may cause, with each role that may not; null is an anonymous user.</summary>
    public static TheoryData<string, string?> Refusals =>
        [
            .. from action in UiActions.All
               where action is { Needs: not null, Post: null } && action.Needs != Roles.Viewer
               from role in Below(action.Needs!)
               select (action.Name, role),
        ];

    /// <summary>The same for posted forms.</summary>
    public static TheoryData<string, string?> RefusedForms =>
        [.. from doing in UiActions.All where doing is { Needs: not null, Post: not null } from role in Below(doing.Needs!) select (doing.Name, role)];

    [Fact]
    [Trait("Kind", "source")]
    public void Every_event_is_listed_and_every_listed_event_exists()
    {
        var listed = UiActions.All.Select(doing => doing.Name).ToHashSet(StringComparer.Ordinal);

        var missing = UiActionsInSource.Lines.Where(one => !listed.Contains(one.Key)).Select(one => one.Value).ToList();
        var stale = listed.Where(name => !UiActionsInSource.Lines.ContainsKey(name)).ToList();

        Assert.True(missing.Count == 0, "Not listed in UiActions.cs. Think about who may, and add:\n" + string.Join('\n', missing));
        Assert.True(stale.Count == 0, "Listed in UiActions.cs and not there any more:\n" + string.Join('\n', stale));
    }

    [Fact]
    public void Every_event_that_is_open_to_anybody_has_its_reason()
    {
        Assert.Empty(UiActions.All.Where(doing => doing.Needs is null && string.IsNullOrWhiteSpace(doing.Why)).Select(doing => doing.Name));
    }

    [Fact]
    [Trait("Kind", "source")]
    public void No_handler_escapes_the_authorization_matrix()
    {
        // A browser may call these by name, on whatever page it is.
        var called = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Where(method => method.IsDefined(typeof(JSInvokableAttribute), inherit: false)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        // Handlers that are made in code are not in the markup.
        var made = Directory.EnumerateFiles(SourceFolder.Product, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(SourceFolder.Product, file).Split(Path.DirectorySeparatorChar)[0].Equals("obj", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("EventCallback.Factory", StringComparison.Ordinal)).Select(Path.GetFileName);

        Assert.Empty(called);
        Assert.Empty(made);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_handler_itself_refuses_a_role_that_is_too_low(string name, string? role)
    {
        var doing = UiActions.All.Single(one => one.Name == name);
        var key = $"{doing.Component}.{doing.Handler}";

        Assert.True(Proofs.ContainsKey(key), $"Nothing proves that {name} is refused. Add [\"{key}\"] to Proofs in ComponentAuthorizationTests.cs.");
        await Proofs[key](role);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RefusedForms))]
    public async Task A_posted_form_is_refused_for_a_role_that_is_too_low(string name, string? role)
    {
        var parts = UiActions.All.Single(one => one.Name == name).Post!.Split(' ');
        var browser = role is null ? shared.App.Client() : await shared.App.BrowserAsync(role);
        using var form = new FormUrlEncodedContent([new("_handler", parts[1])]);
        using var request = new HttpRequestMessage(HttpMethod.Post, parts[0]) { Content = form };
        if (role is null) request.Headers.Add("Origin", shared.App.Address.GetLeftPart(UriPartial.Authority));

        using var response = await browser.SendAsync(request, Token).InTime();

        Assert.Equal(role is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static IEnumerable<string?> Below(string role) => Roles.Ascending.TakeWhile(lower => lower != role).Prepend(null);

    private static async Task RefreshIsRefusedAsync(string? role)
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();
        bench.Person.Become(role);

        await CallAsync(page.FindComponent<RefreshPanel>(), "RefreshAsync");

        page.WaitForAssertion(
            () => Assert.Contains("Your role does not allow you to refresh.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal),
            Timeouts.Default);
        Assert.Empty(pbx.Sessions);
        Assert.Empty(bench.Runs.Running);
    }

    private static async Task StopIsRefusedAsync(string? role)
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();
        var running = bench.Service.RefreshAsync("main", TestData.Asker("somebody"), Token);
        var session = await pbx.AcceptAsync();
        bench.Person.Become(role);

        await CallAsync(page.FindComponent<RefreshPanel>(), "StopAsync");

        page.WaitForAssertion(
            () => Assert.Contains("Your role does not allow you to refresh.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal),
            Timeouts.Default);
        Assert.Single(bench.Runs.Running);
        session.Cut();
        await running.InTime();
    }

    private static async Task NamingIsRefusedAsync(string? role)
    {
        await using var bench = await DrawerBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001"));
        var drawer = bench.Open();
        await drawer.ClickAsync("Edit contact details");
        await drawer.InvokeAsync(() => drawer.FindAll("form input")[0].Change("Anna"));
        bench.Page.Person.Become(role);

        await CallAsync(drawer.FindComponent<NameForm>(), "SaveAsync");

        Assert.Null(bench.Find().Name);
    }

    private static async Task EditingARowIsRefusedAsync(string? role)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = bench.Open();
        await page.InvokeAsync(() => page.Find("[data-pick]").Change("=" + page.Row("1001").QuerySelector("a")!.GetAttribute("href")));
        await page.InvokeAsync(() => page.Find(".cell-field").Input("Anna"));
        bench.Person.Become(role);

        await page.InvokeAsync(() => page.Find(".cell-field").KeyDown(Key.Enter));

        page.WaitForAssertion(
            () => Assert.Contains("Your role does not allow you to change names.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), Timeouts.Default);
        Assert.Null(Assert.Single(bench.Database.Board.Rows(Server)).Name);
    }

    private static async Task SharingAViewIsRefusedAsync(string? role)
    {
        await using var bench = await ViewBenchAsync(isShared: false);
        var page = bench.Open("view=none");
        await ExpandViewAsync(bench, page);
        bench.Person.Become(role);

        await bench.Popovers.ClickAsync("Share with everybody");

        Assert.NotEmpty(bench.Popovers.Role("alert"));
        Assert.False(Assert.Single(bench.Database.Service<ViewStore>().Current.Views).IsShared);
    }

    private static async Task DefaultOfARoleIsRefusedAsync(string? role)
    {
        await using var bench = await ViewBenchAsync(isShared: true);
        var page = bench.Open("view=none");
        await ExpandViewAsync(bench, page);
        bench.Person.Become(role);

        await bench.Popovers.InvokeAsync(() => bench.Popovers.FindAll("input[type=checkbox]")[0].Change(true));

        Assert.NotEmpty(bench.Popovers.Role("alert"));
        Assert.Empty(bench.Database.Service<ViewStore>().Current.OfRoles);
    }

    private static async Task<PageBench> ViewBenchAsync(bool isShared)
    {
        var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        await bench.LimitAsync(null, null, Roles.Administrator);
        var store = bench.Database.Service<ViewStore>();
        var author = ViewAccounts.Author(AuthClaims.GetAccountId((await bench.Person.GetAuthenticationStateAsync()).User)!.Value, "vera");
        Assert.Null(await store.SaveAsync(author, "Ringing", new ViewContent("status=ringing", "")));
        if (isShared) Assert.Null(await store.ShareAsync(author, store.Current.Views[0].Id));
        return bench;
    }

    private static async Task ExpandViewAsync(PageBench bench, IRenderedComponent<ExtensionsStatus> page)
    {
        await page.ClickAsync("Views");
        bench.Popovers.WaitForAssertion(() => bench.Popovers.Button("Change Ringing"), Timeouts.Default);
        await bench.Popovers.ClickAsync("Change Ringing");
    }

    private static async Task DepartmentIsRefusedAsync(string? role)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var page = bench.Open();
        await page.PickAsync("1001");
        await page.ClickAsync("Set department");
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindComponents<DepartmentDialog>()), Timeouts.Default);
        bench.Person.Become(role);

        await CallAsync(dialogs.FindComponent<DepartmentDialog>(), "SaveAsync");

        Assert.Contains("Your role does not allow you to change names.", dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private static async Task ReadingAFileIsRefusedAsync(string? role)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = bench.OpenImport();
        bench.Person.Become(role);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("extension,name\n1001,Anna", "people.csv"));

        page.WaitForAssertion(() => Assert.Contains("Your role does not allow you to change names.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), Timeouts.Default);
        Assert.DoesNotContain("Anna", page.Markup, StringComparison.Ordinal);
    }

    private static async Task ImportIsRefusedAsync(string? role)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = bench.OpenImport();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("extension,name\n1001,Anna", "people.csv"));
        page.WaitForAssertion(() => page.Button("Import 1 change"), Timeouts.Default);
        bench.Person.Become(role);

        await CallAsync(page, "ApplyAsync");

        Assert.Null(Assert.Single(bench.Database.Board.Rows(Server)).Name);
    }

    private static async Task LookingForAHostIsRefusedAsync(string? role)
    {
        await using var bench = await PageBench.CreateAsync([]);
        bench.Person.Become(Roles.Administrator);
        var page = bench.OpenConnect();
        bench.Person.Become(role);

        await CallConnectPageAsync(page, "ChangeHostAsync", "127.0.0.1");

        Assert.DoesNotContain("permit = 127.0.0.1", page.Markup, StringComparison.Ordinal);
        Assert.Contains("permit = ADDRESS-OF-AMIBLAZOR", page.Markup, StringComparison.Ordinal);
    }

    private static Task TestingAPbxIsRefusedAsync(string? role) => ConnectingIsRefusedAsync(role, "TestAsync");

    private static Task TrustingAPbxIsRefusedAsync(string? role) => ConnectingIsRefusedAsync(role, "TrustAsync", new string('A', 64));

    private static Task SavingAPbxIsRefusedAsync(string? role) => ConnectingIsRefusedAsync(role, "SaveAsync");

    private static async Task ConnectingIsRefusedAsync(string? role, string handler, params object[] arguments)
    {
        await using var bench = await PageBench.CreateAsync([]);
        bench.Person.Become(Roles.Administrator);
        var page = bench.OpenConnect();
        bench.Person.Become(role);

        await CallConnectPageAsync(page, handler, arguments);

        page.WaitForAssertion(() => Assert.Contains("This requires a signed-in administrator", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), Timeouts.Default);
        Assert.Empty(bench.Database.Service<PbxFile>().Pbxs);
    }

    private static Task CallConnectPageAsync(IRenderedComponent<ConnectPage> page, string handler, params object[] arguments)
    {
        var method = typeof(ConnectPage).GetMethod(handler, BindingFlags.Instance | BindingFlags.NonPublic)!;
        var work = new EventCallbackWorkItem((Func<Task>)(() => (Task)method.Invoke(page.Instance, arguments)!));
        return page.InvokeAsync(() => ((IHandleEvent)page.Instance).HandleEventAsync(work, arg: null)).InTime();
    }

    private static async Task ArchivingIsRefusedAsync(string? role)
    {
        await using var bench = await DrawerBench.CreateAsync();
        await bench.ApplyAsync(Noon, Row("1001"), Row("1002"));
        await bench.ApplyAsync(Noon.AddSeconds(1), Row("1002"));
        var drawer = bench.Open();
        bench.Page.Person.Become(role);

        await CallAsync(drawer.FindComponent<ArchiveButton>(), "SaveAsync");

        Assert.Null(bench.Find().ArchivedAt);
    }

    private static async Task DownloadIsRefusedAsync(string? role)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var page = bench.Open();
        await page.PickAsync("1001");
        bench.Person.Become(role);

        await CallAsync(page.FindComponent<SelectionBar>(), "DownloadAsync");

        Assert.Contains("Your role does not allow you to download.", page.FindComponent<SelectionBar>().Markup, StringComparison.Ordinal);
        Assert.Empty(bench.Asked("amiblazor.save"));
    }

    private static async Task ControlByMenuIsRefusedAsync(string? role)
    {
        await using var bench = await ControlQueries.BenchAsync(ShownCalls.Talk(Noon));
        await bench.ControlAsync(ShownCalls.Anna);
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);
        bench.Person.Become(role);

        await bench.ChooseAsync("Park 1002 Ben Berg");

        // The menu closes first.
        await Polling.UntilAsync(() => bench.Told().Count > 0);
        AssertControlIsRefused(bench);
    }

    private static async Task ControlByButtonIsRefusedAsync(string? role)
    {
        await using var bench = await ControlQueries.BenchAsync();
        var choice = new ControlChoice((_, _) => new HangUpRequest(Server, "1.1"))
        {
            Kind = ControlKind.HangUp,
            Server = Server,
            Label = "Hang up",
            Icon = Icons.Material.Outlined.CallEnd,
        };
        bench.Control.Allowed = RecordingControl.All;
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        bench.Person.Become(role);

        await CallAsync(bench.Context.Render<ControlButton>(parameters => parameters.Add(button => button.Choice, choice)), "ActAsync");

        AssertControlIsRefused(bench);
    }

    private static async Task ControlByDialogIsRefusedAsync(string? role)
    {
        await using var bench = await ControlQueries.BenchAsync(ShownCalls.Talk(Noon));
        await bench.ControlAsync(new(Server, TestData.Context, "1003"));
        var dialogs = bench.Context.Render<MudDialogProvider>();
        var page = bench.OpenCalls();
        await bench.MenuAsync(page);
        await bench.ChooseAsync("Hang up…");
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindComponents<ControlDialog>()), Timeouts.Default);
        bench.Person.Become(role);

        await CallAsync(dialogs.FindComponent<ControlDialog>(), "SendAsync");

        Assert.Contains("Your account may not act on calls and queues.", dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(bench.Control.Asked);
    }

    private static void AssertControlIsRefused(PageBench bench)
    {
        Assert.Contains(bench.Told(), told => told.Text.StartsWith("Your account may not act on calls and queues.", StringComparison.Ordinal));
        Assert.Empty(bench.Control.Asked);
    }

    /// <summary>
    /// Calls a handler without arguments as the circuit does with what a browser sends: as an event, after which the component is drawn anew.
    /// </summary>
    private static async Task CallAsync<T>(IRenderedComponent<T> component, string handler)
        where T : IComponent
    {
        var method = typeof(T).GetMethod(handler, BindingFlags.Instance | BindingFlags.NonPublic, Type.EmptyTypes)!;
        var work = new EventCallbackWorkItem(method.CreateDelegate<Func<Task>>(component.Instance));
        await component.InvokeAsync(() => ((IHandleEvent)component.Instance).HandleEventAsync(work, arg: null)).InTime();
    }
}
