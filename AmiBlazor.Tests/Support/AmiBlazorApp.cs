using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Threading.Channels;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Board;
using AmiBlazor.Components.Layout;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using AmiBlazor.Testing;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Secrets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// The real application on a free loopback port, with its own folder as content root and three keys, one for each role. Without the demo PBX unless a
/// test asks for it. What it leaves behind is searched for secrets when it ends.
/// </summary>
internal sealed class AmiBlazorApp : IAsyncDisposable
{
    public const string ViewerKey = "viewer-key-" + Canary.Word;
    public const string SupervisorKey = "supervisor-key-" + Canary.Word;
    public const string AdministratorKey = "administrator-key-" + Canary.Word;

    /// <summary>The administrator who is there from the start.</summary>
    public const string Administrator = "ada";

    /// <summary>The password of all accounts.</summary>
    public const string Password = "many small words in a row with a " + Canary.Word;

    /// <summary>A header that sets the client address of a request.</summary>
    public const string SenderHeader = "X-Test-Sender";

    private static readonly (string Key, string Value)[] Defaults =
    [
        ("Demo:Enabled", "false"),
        ("Setup:Administrator:UserName", Administrator), ("Setup:Administrator:Password", Password),
        ("Api:Keys:0:Name", "wallboard"), ("Api:Keys:0:Key", ViewerKey), ("Api:Keys:0:Role", "Viewer"),
        ("Api:Keys:1:Name", "script"), ("Api:Keys:1:Key", SupervisorKey), ("Api:Keys:1:Role", "Supervisor"),
        ("Api:Keys:2:Name", "admin"), ("Api:Keys:2:Key", AdministratorKey), ("Api:Keys:2:Role", "Administrator"),
    ];

    private readonly Factory _factory;
    private readonly List<HttpClient> _clients = [];
    private readonly SecretSearch _search = new();
    private SearchedMetrics? _metrics;

    private AmiBlazorApp(Factory factory, string folder)
    {
        _factory = factory;
        Folder = folder;
    }

    /// <summary>The content root: the database, keys and snapshots are under its App_Data.</summary>
    public string Folder { get; }

    public Uri Address => _factory.ClientOptions.BaseAddress;

    /// <summary>The settings to restart the application on the data of this one.</summary>
    public (string Key, string Value)[] Kept =>
    [
        ("ConnectionStrings:AmiBlazor", "Data Source=" + Path.Combine(Folder, "App_Data", "amiblazor.db")),
        ("Auth:KeyFolder", Path.Combine(Folder, "App_Data", "keys")),
    ];

    public IServiceProvider Services => _factory.Services;

    /// <summary>Completes when the application asks to start anew, which it does not do here.</summary>
    public Task RestartRequested => ((RecordedRestart)Services.GetRequiredService<HostRestart>()).Requested;

    public IReadOnlyList<FakeLogRecord> Logs => _factory.Logs.GetSnapshot();

    /// <summary>The settings of a configured PBX.</summary>
    public static (string Key, string Value)[] Server(FakeAmiServer pbx, string name = "main", int number = 0, bool live = false) =>
        Server(pbx.Port, name, number, live);

    /// <summary>The settings of a configured PBX that need not exist.</summary>
    public static (string Key, string Value)[] Server(int port, string name = "main", int number = 0, bool live = false)
    {
        var section = string.Create(CultureInfo.InvariantCulture, $"Ami:Servers:{number}:");
        return
        [
            (section + "Name", name), (section + "Host", "127.0.0.1"), (section + "Port", port.ToString(CultureInfo.InvariantCulture)),
            (section + "Username", FakeAmiServer.Username), (section + "Secret", FakeAmiServer.Secret),
            (section + "Live", live ? "true" : "false"), (section + "Names", "off"), (section + "Calls", "false"), (section + "Devices", "false"),
        ];
    }

    /// <summary>Starts the application.</summary>
    /// <param name="settings">Configuration keys, which override the defaults.</param>
    public static Task<AmiBlazorApp> StartAsync(params (string Key, string Value)[] settings) => StartAsync(configure: null, settings);

    /// <summary>Starts the application with additional services.</summary>
    public static async Task<AmiBlazorApp> StartAsync(Action<IServiceCollection>? configure, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;

        // If a test sets the database's path, the program creates the database itself.
        if (!settings.Any(setting => setting.Key is "ConnectionStrings:AmiBlazor" or "Database:Provider"))
            await MigratedFile.CopyToAsync(Path.Combine(folder, "App_Data", "amiblazor.db"));
        var factory = new Factory(folder, [.. Defaults, .. settings], configure);
        var app = new AmiBlazorApp(factory, folder);
        try
        {
            factory.UseKestrel(0);
            await Task.Run(factory.StartServer, TestContext.Current.CancellationToken).InTime();
            app._metrics = new(app._search, factory.Services.GetRequiredService<IMeterFactory>());
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Releases the database, as the end of the application does, so that another one can start on it while this one still answers.</summary>
    public void LetGo() => Services.GetRequiredService<DatabaseOwnership>().Dispose();

    /// <summary>An HTTP client with an API key, or without one.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = Track(new HttpClient(new SearchedAnswers(_search, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })));
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>An HTTP client signed in with a role.</summary>
    public async Task<HttpClient> BrowserAsync(string role = Roles.Supervisor) => Browser(await CookieAsync(role));

    /// <summary>An HTTP client signed in with this account.</summary>
    public async Task<HttpClient> BrowserAsync(Account account) => Browser(await CookieAsync(account));

    /// <summary>An HTTP client with a cookie.</summary>
    public HttpClient Browser(Cookie cookie)
    {
        var cookies = new CookieContainer();
        cookies.Add(Address, cookie);
        var browser = Track(new HttpClient(new SearchedAnswers(_search, new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies })));
        browser.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return browser;
    }

    /// <summary>The sign-in cookie of a user with a role. The user name is the role in lower case; the administrator is “ada”.</summary>
    public async Task<Cookie> CookieAsync(string role) =>
        await CookieAsync(await AccountAsync(role == Roles.Administrator ? Administrator : role.ToLowerInvariant(), role));

    /// <summary>The sign-in cookie of an account, with a session of its own.</summary>
    public async Task<Cookie> CookieAsync(Account account)
    {
        var (id, token) = await Services.GetRequiredService<SessionStore>().StartAsync(new DefaultHttpContext(), account.Id, SessionMethods.Password);
        var properties = new AuthenticationProperties();
        properties.SetString(SessionToken.Item, token);
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(AuthSchemes.Cookie);
        var ticket = new AuthenticationTicket(CachedAccount.Of(account).Principal(address: null, id), properties, AuthSchemes.Cookie);
        return new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket), "/");
    }

    /// <summary>The account as a signed-in user, with a session of its own.</summary>
    /// <param name="account">The account.</param>
    /// <param name="address">The IP address.</param>
    public async Task<ClaimsPrincipal> PersonAsync(Account account, string? address = null)
    {
        var (id, _) = await Services.GetRequiredService<SessionStore>().StartAsync(new DefaultHttpContext(), account.Id, SessionMethods.Password);
        return CachedAccount.Of(account).Principal(address, id);
    }

    /// <summary>The account of this name, created if there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">Its role, if it is created.</param>
    /// <param name="servers">The PBXs that it sees; null for all.</param>
    /// <param name="departments">The departments that it sees; null for all.</param>
    public async Task<Account> AccountAsync(string name, string role, IReadOnlyList<string>? servers = null, IReadOnlyList<string>? departments = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByNameAsync(name) is { } known) return known;

        var account = new Account
        {
            UserName = name,
            Role = role,
            Servers = CachedAccount.ColumnOf(servers),
            Departments = CachedAccount.ColumnOf(departments),
            CreatedAt = DateTimeOffset.UtcNow,
        };
        Assert.Null((await users.CreateAsync(account, Password)).Sentence());
        await Services.GetRequiredService<AccountCache>().ReloadAsync(TestContext.Current.CancellationToken);
        return account;
    }

    /// <summary>Gives an account a passkey, which no device has.</summary>
    /// <returns>Its id on the page.</returns>
    public async Task<string> PasskeyAsync(string name)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var passkey = new UserPasskeyInfo([1, 2], [3], DateTimeOffset.UtcNow, 0, [], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [4], [5])
        {
            Name = "Office laptop",
        };
        Assert.Null((await users.AddOrUpdatePasskeyAsync((await users.FindByNameAsync(name))!, passkey)).Sentence());
        return PasskeyService.IdOf(passkey);
    }

    /// <summary>Changes an account, either through the program or directly in the database.</summary>
    public async Task ChangeAsync(string name, Action<Account> change, bool behindItsBack = false)
    {
        await using (var context = await Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            change(await context.Accounts.SingleAsync(account => account.UserName == name, TestContext.Current.CancellationToken));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        if (!behindItsBack)
            await Services.GetRequiredService<AccountCache>().ReloadAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Drops the tables, so that every statement of the application fails from now on.</summary>
    public Task BreakDatabaseAsync() => ExecuteAsync($"DROP TABLE StatusChanges; DROP TABLE RefreshRuns; DROP TABLE Extensions; DROP TABLE Pbxs; DROP TABLE Gaps");

    /// <summary>Makes the database look like an older file that has not been migrated to this version.</summary>
    public Task LoseDatabaseAsync() => ExecuteAsync($"DELETE FROM __EFMigrationsHistory");

    /// <summary>Changes the database directly.</summary>
    public async Task ExecuteAsync(FormattableString sql)
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        await context.Database.ExecuteSqlAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Returns when a request for this path is waiting inside the application.</summary>
    public async Task UnderWayAsync(string path)
    {
        await foreach (var waiting in _factory.UnderWay.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (string.Equals(waiting, path, StringComparison.Ordinal)) return;
        }
    }

    /// <summary>The request of a browser that opens a page.</summary>
    public HttpRequestMessage Navigation(string path = "/") => Navigation(Address, path);

    /// <inheritdoc cref="Navigation(string)"/>
    public static HttpRequestMessage Navigation(Uri address, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        _metrics?.Dispose();
        await _factory.DisposeAsync();
        EndpointLimiters.Dispose(_factory.Pipeline);

        // The timer of a pool of connections holds the application that opened the first of them.
        SqliteConnection.ClearAllPools();
        _search.Logs(Logs);
        _search.Folder(Folder);
        TestFolder.Delete(Folder);
        _search.AssertNothingFound();
    }

    private HttpClient Track(HttpClient client)
    {
        client.BaseAddress = Address;
        client.Timeout = Timeouts.Default;
        _clients.Add(client);
        return client;
    }

    private sealed class Factory(string folder, (string Key, string Value)[] settings, Action<IServiceCollection>? configure) : WebApplicationFactory<Program>
    {
        public FakeLogCollector Logs { get; } = new();

        public Channel<string> UnderWay { get; } = Channel.CreateUnbounded<string>();

        /// <summary>The application's middleware; null until it is built.</summary>
        public RequestDelegate? Pipeline { get; private set; }

        protected override IHost CreateHost(IHostBuilder builder)
        {
            var gate = new StartGate();
            builder.ConfigureServices(services => services.AddHostedService(_ => gate));
            return base.CreateHost(new GatedHostBuilder(builder, gate));
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(folder);
            builder.UseEnvironment("Production");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new FakeLoggerProvider(Logs)));
            builder.ConfigureServices(services =>
            {
                services.AddSingleton<HostRestart, RecordedRestart>();
                services.AddSingleton<IStartupFilter>(new RequestFilter(UnderWay.Writer, pipeline => Pipeline = pipeline));

                // Password hashing is slow on purpose, and these tests do not test it.
                services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1);
                configure?.Invoke(services);
            });
        }
    }

    private sealed class RequestFilter(ChannelWriter<string> underWay, Action<RequestDelegate> onBuilt) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(pipeline =>
            {
                onBuilt(pipeline);
                return pipeline;
            });
            app.Use(async (context, following) =>
            {
                if (context.Request.Headers[SenderHeader] is [{ } sender])
                    context.Connection.RemoteIpAddress = IPAddress.Parse(sender);

                // A task that is returned incomplete has reached the point where it waits.
                var answering = following(context);
                if (!answering.IsCompleted) underWay.TryWrite(context.Request.Path);
                await answering;
            });
            next(app);
        };
    }
}
