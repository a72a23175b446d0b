using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;
using AmiBlazor.Hosting;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>
/// The web application in a separate process (<see cref="HostedApp"/>) with its production runtime settings, so that its heap, memory and CPU can be
/// measured alone.
/// </summary>
internal sealed class MeasuredApp : IAsyncDisposable
{
    /// <summary>The PBX's name.</summary>
    public const string Server = "main";

    private readonly ChildProcess _process;
    private readonly string _folder;
    private IReadOnlyList<string>? _cookies;

    private MeasuredApp(ChildProcess process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public string DatabaseFile => Path.Combine(_folder, "App_Data", "amiblazor.db");

    /// <summary>Its resident bytes, native memory included.</summary>
    public long ResidentBytes => _process.ResidentBytes;

    public TimeSpan Cpu => ProcessClock.Read(_process.Id);

    /// <param name="rows">Extensions on the board; 0 leaves it to the PBX.</param>
    /// <param name="pbxPort">The port of the PBX; 1, where nobody listens, if none is needed.</param>
    /// <param name="more">Further settings, which override the others; null for none.</param>
    public static async Task<MeasuredApp> StartAsync(int rows, int pbxPort = 1, IReadOnlyList<string>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-bench-").FullName;
        var bench = Assembly.GetExecutingAssembly().Location;
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", "--depsfile", Path.ChangeExtension(bench, ".deps.json"),
            "--runtimeconfig", Path.ChangeExtension(typeof(LiveBoard).Assembly.Location, ".runtimeconfig.json"),
            bench, "host", rows.ToString(CultureInfo.InvariantCulture), .. Settings(folder, pbxPort), .. more ?? [],
        ]);
        var process = ChildProcess.StartAnswering("The application", start);
        try
        {
            return new MeasuredApp(process, folder, new Uri(await process.ReadAsync("start")));
        }
        catch
        {
            await process.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>The cookies of an administrator, signed in once.</summary>
    public async Task<IReadOnlyList<string>> CookiesAsync() =>
        _cookies ??= await SignIn.CookiesAsync(Address).InTime("Signing in at the application");

    /// <summary>Bytes on the managed heap after full collections.</summary>
    public Task<long> HeapAsync() => AskAsync(HostedApp.Heap);

    /// <summary>Bytes on the managed heap as it is, garbage included.</summary>
    public Task<long> ManagedAsync() => AskAsync(HostedApp.Managed);

    /// <summary>1 while the main connection follows the PBX, otherwise 0.</summary>
    public Task<long> FollowingAsync() => AskAsync(HostedApp.Following);

    /// <summary>Events received but not yet written.</summary>
    public Task<long> WaitingAsync() => AskAsync(HostedApp.Waiting);

    /// <summary>The <see cref="BoardDigest"/> of the extensions that are present on the board.</summary>
    public Task<long> BoardAsync() => AskAsync(HostedApp.Digest);

    /// <summary>The number of reconnects of the main connection.</summary>
    public Task<long> ReconnectsAsync() => AskAsync(HostedApp.Reconnects);

    /// <summary>The number of open pages.</summary>
    public Task<long> PagesAsync() => AskAsync(HostedApp.Pages);

    /// <summary>Changes the status of an extension.</summary>
    /// <param name="index">Its index in the order of the numbers.</param>
    /// <param name="number">The change's <see cref="ChangeMark"/>.</param>
    /// <returns>The <see cref="Stopwatch"/> timestamp of the change of the board.</returns>
    public Task<long> PublishAsync(int index, int number) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $"{HostedApp.Publish} {index} {number}"));

    /// <summary>Makes a floor plan with the first extensions of the board.</summary>
    /// <param name="places">How many.</param>
    /// <param name="inRow">How many stand side by side.</param>
    /// <returns>Its id.</returns>
    public Task<long> PlanAsync(int places, int inRow) => AskAsync(string.Create(CultureInfo.InvariantCulture, $"{HostedApp.Plan} {places} {inRow}"));

    /// <summary>Waits until no page is open any more.</summary>
    public Task NoPagesAsync() => Deadline.UntilAsync(async () => await PagesAsync() == 0, "The end of the closed pages' circuits");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _process.DisposeAsync();
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string[] Settings(string folder, int pbxPort) =>
    [
        "--urls=http://127.0.0.1:0",
        "--environment=Production",
        "--applicationName=" + typeof(LiveBoard).Assembly.GetName().Name,
        "--contentRoot=" + folder,

        // Errors are logged to standard error; standard output is for answers.
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft.AspNetCore=Error",
        "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Error",
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
        "--Ami:Servers:0:Name=" + Server,
        "--Ami:Servers:0:Host=127.0.0.1",
        string.Create(CultureInfo.InvariantCulture, $"--Ami:Servers:0:Port={pbxPort}"),
        "--Ami:Servers:0:Username=" + ManagerAccount.Username,
        "--Ami:Servers:0:Secret=" + ManagerAccount.Secret,
        "--Ami:Servers:0:Live=false",
        "--Setup:Administrator:UserName=" + SignIn.UserName,
        "--Setup:Administrator:Password=" + SignIn.Password,

        // One account opens all pages. These are the application's own maxima: it refuses to start with more.
        Limit(nameof(CircuitLimitOptions.PagesPerUser), CircuitLimitOptions.MostPagesPerUser),
        Limit(nameof(RequestLimitOptions.RefreshesPerMinute), RequestLimitOptions.MostRefreshesPerMinute),
        Limit(nameof(RequestLimitOptions.RequestsPerMinute), RequestLimitOptions.MostRequestsPerMinute),
    ];

    private static string Limit(string key, int value) =>
        string.Create(CultureInfo.InvariantCulture, $"--{Limits.Section}:{key}={value}");

    private async Task<long> AskAsync(string question) => long.Parse(await _process.AskAsync(question), CultureInfo.InvariantCulture);
}
