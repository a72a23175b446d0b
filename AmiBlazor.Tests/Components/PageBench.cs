using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Auth;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Pbxs;
using AmiBlazor.Components.Plans;
using AmiBlazor.Components.Shared;
using AmiBlazor.Components.Views;
using AmiBlazor.Components.Walls;
using AmiBlazor.Control;
using AmiBlazor.Devices;
using AmiBlazor.History;
using AmiBlazor.Hosting;
using AmiBlazor.Live;
using AmiBlazor.Pbxs;
using AmiBlazor.People;
using AmiBlazor.Plans;
using AmiBlazor.Queues;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using AmiBlazor.Views;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components;

/// <summary>The page on the product's own services and a real database, with a supervisor in front of it.</summary>
internal sealed class PageBench : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private IRenderedComponent<MudPopoverProvider>? _popovers;

    private PageBench(TestDatabase database, TimeProvider time, StartupNotices notices)
    {
        Database = database;
        _scope = database.Service<IServiceScopeFactory>().CreateAsyncScope();
        Context = new BunitContext();
        Context.JSInterop.Mode = JSRuntimeMode.Loose;
        Context.Services.AddSingleton(time);
        Context.Services.AddMudBlazor();
        Context.Services.AddSingleton(notices);
        Context.Services.AddScoped<Localizer>();
        Context.Services.AddScoped<DisplayPreferencesService>();
        Context.Services.AddScoped<CircuitConnectionState>();
        Context.Services.AddSingleton(database.Service<CurrentScope>());
        Context.Services.AddScoped<CurrentUser>();
        Context.Services.AddScoped<CircuitScope>();
        Context.Services.AddScoped<CircuitFreeze>();
        Context.Services.AddScoped<CircuitCalls>();
        Context.Services.AddScoped<CircuitControl>();
        Context.Services.AddScoped<CircuitFavourites>();
        Context.Services.AddScoped<CircuitViews>();
        Context.Services.AddScoped<CircuitPlans>();
        Context.Services.AddScoped<PersonSaving>();
        Context.Services.AddSingleton(database.Service<FavouriteStore>());
        Context.Services.AddSingleton(database.Service<ViewStore>());
        Context.Services.AddSingleton(database.Service<PlanStore>());
        Context.Services.AddSingleton<ICallControl>(Control);
        Context.Services.AddSingleton(database.Service<CurrentPhone>());
        Context.Services.AddSingleton(database.Service<ControlRateLimiter>());
        Context.Services.AddSingleton(Calls);
        Context.Services.AddSingleton(Devices);
        Context.Services.AddSingleton(database.Service<AddressPrivacy>());
        Context.Services.AddSingleton(database.Service<CallQueries>());
        Context.Services.AddSingleton(database.Service<AgentLogQueries>());
        Context.Services.AddSingleton(database.Service<NumberPrivacies>());
        Context.Services.AddSingleton(database.Board);
        Context.Services.AddSingleton(database.Store);
        Context.Services.AddSingleton(Runs);
        Context.Services.AddSingleton(Connections);
        Context.Services.AddSingleton(database.Service<MonitoringGapStore>());
        Context.Services.AddSingleton(Queues);
        Context.Services.AddSingleton(database.Queries);
        Context.Services.AddSingleton(database.Runs);
        Context.Services.AddSingleton(database.Service<SnapshotFiles>());
        Context.Services.AddSingleton(Service);
        Context.Services.AddSingleton(database.Service<ListPresets>());
        Context.Services.AddSingleton(database.Service<RefreshRateLimiter>());
        Context.Services.AddSingleton(database.Service<AuditLog>());
        Context.Services.AddSingleton(database.Service<PersonEditor>());
        Context.Services.AddSingleton(database.Service<PeopleImporter>());
        Context.Services.AddSingleton(database.Service<IAuthorizationService>());
        Context.Services.AddSingleton(database.Service<IAuthorizationPolicyProvider>());
        Context.Services.AddScoped<WallReader>();
        Context.Services.AddSingleton(Options.Create(new LiveOptions()));
        Context.Services.AddSingleton(database.Service<ScreenUses>());
        Context.Services.AddSingleton(database.Service<PbxEditor>());
        Context.Services.AddSingleton(database.Service<SessionCache>());
        Context.Services.AddSingleton<HostRestart, RecordedRestart>();
        Context.Services.AddSingleton<AuthenticationStateProvider>(Person);
        Context.RenderTree.Add<CascadingAuthenticationState>();
    }

    public TestDatabase Database { get; }

    public BunitContext Context { get; }

    /// <summary>The way to the browser, of which a test decides whether it is cut.</summary>
    public CircuitConnectionState Connection => Context.Services.GetRequiredService<CircuitConnectionState>();

    /// <summary>What opens above the page: the lists of MudBlazor's selects, tooltips.</summary>
    public IRenderedComponent<MudPopoverProvider> Popovers => _popovers ??= Context.Render<MudPopoverProvider>();

    /// <summary>Opens the select of this label by a click, as a person would, and gives its choices.</summary>
    public async Task<IReadOnlyList<IElement>> ChoicesAsync(IRenderedComponent<IComponent> page, string label)
    {
        await page.InvokeAsync(() => page.Find($"[role=combobox][aria-label='{label}']").MouseDownAsync(new MouseEventArgs()));
        Popovers.WaitForAssertion(() => Assert.NotEmpty(Popovers.FindAll("[role=option]")), Timeouts.Default);
        return Popovers.FindAll("[role=option]");
    }

    public Person Person { get; } = new("anna", Roles.Supervisor);

    /// <summary>What is reported of main connections. There are none: a test reports in their place.</summary>
    public MainConnections Connections => Database.Service<MainConnections>();

    /// <summary>The calls of all PBXs, which a test says: nobody follows them.</summary>
    public CallBoard Calls => Database.Service<CallBoard>();

    /// <summary>What acts on calls and queues: nothing is configured, until a test says otherwise.</summary>
    public RecordingControl Control { get; } = new() { Allowed = new HashSet<ControlKind>() };

    /// <summary>The phones of all PBXs, likewise.</summary>
    public DeviceBoard Devices => Database.Service<DeviceBoard>();

    /// <summary>The queues of all PBXs, likewise.</summary>
    public QueueBoard Queues => Database.Service<QueueBoard>();

    public RunningRefreshes Runs => Database.Service<RunningRefreshes>();

    public RefreshService Service => _scope.ServiceProvider.GetRequiredService<RefreshService>();

    /// <summary>A page over an empty database.</summary>
    /// <param name="servers">The PBXs; one at a port where nobody listens, named as <see cref="TestData"/> names it, when none is given.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="notices">What the program tells everybody; nothing when null.</param>
    public static async Task<PageBench> CreateAsync(
        IReadOnlyList<AmiServerOptions>? servers = null, TimeProvider? time = null, StartupNotices? notices = null)
    {
        servers ??= [PageBenchPreferences.Nowhere(TestData.Server)];
        time ??= TimeProvider.System;
        var database = await TestDatabase.CreateAsync(time, builder =>
        {
            builder.Configuration.AddInMemoryCollection(servers.SelectMany(Settings));
            builder.Services.AddMetrics().AddAmi(builder.Configuration).AddRefresh(builder.Configuration).AddAudit().AddAuth(builder.Configuration)
                .AddCalls().AddQueues().AddDevices().AddPeople().AddViews().AddPlans().AddPbxs();

            // How the main connections are, without any: a test says it.
            builder.Services.AddSingleton<MainConnections>();
        });
        return new PageBench(database, time, notices ?? StartupNotices.None);
    }

    /// <summary>Puts rows where a refresh would: into the database, then on the board.</summary>
    public Task ApplyAsync(params SnapshotRow[] rows) => ApplyAsync(TestData.Noon, rows);

    public Task ApplyAsync(DateTimeOffset at, params SnapshotRow[] rows) => ApplyAsync(TestData.Server, at, rows);

    public Task ApplyAsync(string server, DateTimeOffset at, params SnapshotRow[] rows) => Database.Store.ApplySnapshotAsync(
        new ExtensionSnapshot(server, at, [], rows), TestData.Run(server: server), TestContext.Current.CancellationToken);

    /// <summary>Gives an extension a name, as a person would, and loads the board anew.</summary>
    public async Task NameAsync(string exten, string name)
    {
        await using (var context = Database.NewContext())
        {
            var extension = await context.Extensions.SingleAsync(extension => extension.Exten == exten, TestContext.Current.CancellationToken);
            extension.Name = name;
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Database.Service<BoardLoader>().ReloadAsync(TestData.Server, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens the page.</summary>
    /// <param name="query">Behind the question mark.</param>
    /// <param name="interactive">False for the picture that is sent before the circuit is there.</param>
    public IRenderedComponent<ExtensionsStatus> Open(string query = "", bool interactive = true)
    {
        Context.Renderer.SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/?" + query);
        _ = Popovers;
        return Context.Render<ExtensionsStatus>();
    }

    /// <summary>Opens the page of refreshes.</summary>
    public IRenderedComponent<RunsPage> OpenRuns(string query = "", bool interactive = true)
    {
        Context.Renderer.SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/runs?" + query);
        _ = Popovers;
        return Context.Render<RunsPage>();
    }

    /// <summary>Opens the page that imports people.</summary>
    public IRenderedComponent<ImportPage> OpenImport()
    {
        Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/people/import");
        return Context.Render<ImportPage>();
    }

    /// <summary>Opens the page that connects a PBX.</summary>
    public IRenderedComponent<ConnectPage> OpenConnect()
    {
        Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/pbxs/new");
        return Context.Render<ConnectPage>();
    }

    /// <summary>Opens the page of queues.</summary>
    public IRenderedComponent<QueuesPage> OpenQueues(bool interactive = true, string? open = null)
    {
        Context.Renderer.SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo(open is null ? "/queues" : "/queues?agent=" + Uri.EscapeDataString(open));
        return Context.Render<QueuesPage>();
    }

    /// <summary>Opens a wall.</summary>
    /// <param name="query">Behind the question mark.</param>
    public IRenderedComponent<WallPage> OpenWall(string query = "")
    {
        Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/wall?" + query);
        return Context.Render<WallPage>();
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await _scope.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(AmiServerOptions server, int index) =>
    [
        new($"Ami:Servers:{index}:Name", server.Name),
        new($"Ami:Servers:{index}:Host", server.Host),
        new($"Ami:Servers:{index}:Port", $"{server.EffectivePort}"),
        new($"Ami:Servers:{index}:Username", server.Username),
        new($"Ami:Servers:{index}:Secret", server.Secret),
        new($"Ami:Servers:{index}:Live", server.Live ? "true" : "false"),
    ];
}
