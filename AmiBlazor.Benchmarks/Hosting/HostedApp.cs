using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Plans;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>
/// Runs the real web application with its own Program in this process, for <see cref="MeasuredApp"/>. Answers each line of standard input with a line of
/// standard output, and ends at the end of the input. Changes go to the board by <see cref="LiveBoard.Publish"/>, so that the cost of pages is measured
/// without the database.
/// </summary>
internal sealed class HostedApp : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public const string Heap = "heap";
    public const string Pages = "pages";
    public const string Publish = "publish";

    /// <summary>Makes a floor plan with so many extensions in rows of so many.</summary>
    public const string Plan = "plan";
    public const string Managed = "managed";
    public const string Following = "following";
    public const string Waiting = "waiting";
    public const string Reconnects = "reconnects";
    public const string Digest = "digest";

    private readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    /// <param name="rows">Extensions on the board; 0 leaves it to the PBX.</param>
    /// <param name="settings">The application's arguments.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(int rows, string[] settings)
    {
        var app = new HostedApp();
        using var listening = DiagnosticListener.AllListeners.Subscribe(app);
        var main = new Thread(() => app.RunMain(settings)) { IsBackground = true, Name = "Main" };
        main.Start();
        using var host = await app._host.Task;
        try
        {
            await AnswerAllAsync(host, rows);
        }
        catch (Exception fault)
        {
            // Report it before the host is disposed; otherwise only an ObjectDisposedException would be seen.
            app._stopping = true;
            await Console.Error.WriteLineAsync(fault.ToString());
            return 1;
        }

        app._stopping = true;
        await host.StopAsync();
        return 0;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (string.Equals(value.Name, "Microsoft.Extensions.Hosting", StringComparison.Ordinal)) value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (string.Equals(value.Key, "HostBuilt", StringComparison.Ordinal)) _host.TrySetResult((IHost)value.Value!);
    }

    public void OnCompleted()
    {
        // Nothing awaits it.
    }

    public void OnError(Exception error) => _host.TrySetException(error);

    private static async Task AnswerAllAsync(IHost host, int rows)
    {
        await StartedAsync(host);
        if (rows > 0) await FillAsync(host.Services, rows);

        // The number alone is unique only for rows filled in here: a PBX may have it in two contexts.
        var changes = rows > 0 ? new BoardChanges(host.Services.GetRequiredService<LiveBoard>()) : null;
        await Console.Out.WriteLineAsync(
            host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var answer = words[0] == Plan ? await PlanAsync(host.Services, Number(words[1]), Number(words[2])) : Answer(host.Services, changes, words);
            await Console.Out.WriteLineAsync(answer.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task StartedAsync(IHost host)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await started.Task;
    }

    private static async Task FillAsync(IServiceProvider services, int rows)
    {
        var now = DateTimeOffset.UtcNow;
        var list = Enumerable.Range(0, rows)
            .Select(index => new SnapshotRow(Hints.Context(index), Hints.Exten(index), Hints.Hint(index), Hints.Status(index)))
            .ToArray();
        var run = new RunRecord("bench-fill", MeasuredApp.Server, "bench", now, now, RefreshOutcome.Completed, rows, 0, null, null);
        await services.GetRequiredService<ExtensionStore>().ApplySnapshotAsync(
            new ExtensionSnapshot(MeasuredApp.Server, now, [], list), run, CancellationToken.None);
    }

    private static long Answer(IServiceProvider services, BoardChanges? changes, string[] words) => words[0] switch
    {
        Heap => MeasureHeap(),
        Managed => GC.GetTotalMemory(forceFullCollection: false),
        Following => Health(services).State == MainConnectionState.Following ? 1 : 0,
        Waiting => services.GetRequiredService<LiveEventQueues>().For(MeasuredApp.Server).Waiting,
        Reconnects => Health(services).Reconnects,
        Digest => BoardDigest.Of(services.GetRequiredService<LiveBoard>().Rows(MeasuredApp.Server)
            .Where(row => row.Present).Select(row => (row.Key.Context, row.Key.Exten, row.StatusCode))),

        // All belong to the administrator of the first start.
        Pages => services.GetRequiredService<CircuitRegistry>().CountOf(account: 1),
        Publish when changes is not null => changes.Publish(Number(words[1]), Number(words[2])),
        _ => throw new InvalidOperationException($"Nobody knows what {words[0]} means."),
    };

    /// <returns>The plan's id.</returns>
    private static async Task<long> PlanAsync(IServiceProvider services, int places, int inRow)
    {
        var plans = services.GetRequiredService<PlanStore>();
        var actor = new Actor("bench", Actor.ProgramKind, Address: null);
        await plans.LoadAsync(CancellationToken.None);
        var (id, problem) = await plans.AddAsync(actor, "Bench", new PlanShape(16, 9), picture: null);
        if (id is null) throw new InvalidOperationException(problem!.ToString(CultureInfo.InvariantCulture));
        var points = services.GetRequiredService<LiveBoard>().Rows(MeasuredApp.Server).Take(places)
            .Select((row, index) => (row.Id, Point: new PlanPoint(
                (index % inRow * PlanPoint.Max / inRow) + 10, (index / inRow * PlanPoint.Max * inRow / (places + inRow)) + 20)))
            .ToDictionary(place => place.Id, place => (PlanPoint?)place.Point);
        return await plans.PlaceAsync(actor, id.Value, points) is { } wrong
            ? throw new InvalidOperationException(wrong.ToString(CultureInfo.InvariantCulture))
            : id.Value;
    }

    private static MainConnectionHealth Health(IServiceProvider services) => services.GetRequiredService<MainConnections>().Find(MeasuredApp.Server)!;

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static long MeasureHeap()
    {
        // Objects released by finalizers are freed by another collection.
        for (var round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private void RunMain(string[] settings)
    {
        var code = 1;
        try
        {
            code = (int)typeof(LiveBoard).Assembly.EntryPoint!.Invoke(null, [settings])!;
        }
        catch (TargetInvocationException fault)
        {
            Console.Error.WriteLine(fault.InnerException);
        }

        if (_stopping) return;

        // The reason has been reported. Exit the process wherever the other thread is waiting, so that the parent sees that no answer will come.
        Environment.Exit(code == 0 ? 1 : code);
    }
}
