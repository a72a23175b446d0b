using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AmiBlazor.Ami;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Demo;

/// <summary>
/// A simulated PBX to try the program with if none is configured: speaks AMI on a loopback port chosen by the system, with extensions that change
/// state. Its responses match those of Asterisk 22 header for header.
/// </summary>
/// <remarks>
/// It starts when it is first needed, which is when the servers are read from the configuration: its port must be known then, and whoever knows the
/// port may connect at once.
/// </remarks>
internal sealed partial class DemoPbx(IOptions<DemoOptions> options, TimeProvider time, ILogger<DemoPbx> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>The name of the server that it appears as.</summary>
    public const string ServerName = "demo";

    /// <summary>The maximum number of sessions; further connections are closed at once.</summary>
    private const int MostSessions = 200;

    /// <summary>How much time the simulation has behind it when the first client connects, so that some calls are under way.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(15);

    /// <summary>Changes closer together than this happen at once, so that a large simulation does not wake the machine for each of them.</summary>
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest time without a look, also where nothing happens.</summary>
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(200);

    private readonly DemoAccounts _accounts = new();
    private readonly DemoPhones _phones = new();
    private readonly ConcurrentDictionary<DemoSession, Task> _sessions = new();
    private readonly CancellationTokenSource _end = new();

    /// <summary>Guards the start, which must happen only once.</summary>
    private readonly Lock _starting = new();

    private TcpListener? _listener;
    private Task _running = Task.CompletedTask;
    private bool _disposed;

    /// <summary>The demo PBX as one of the servers. Starts it.</summary>
    public AmiServerOptions Server() => new()
    {
        Name = ServerName,
        Host = IPAddress.Loopback.ToString(),
        Port = ((IPEndPoint)Start().LocalEndpoint).Port,
        Username = _accounts.Main.Username,
        Secret = _accounts.Main.Secret,
        // Its people are named as by a person.
        Names = AmiNames.Off,
        Control = new AmiControlOptions
        {
            Username = _accounts.Control.Username,
            Secret = _accounts.Control.Secret,
            Context = DemoFloor.MainContext,
            // Queues, rooms and parking, and numbers outside; whom they reach is simulated too.
            DialPatterns = ["_[67]XX", "_0X."],
            PauseReasons = [.. DemoCalls.PauseReasons],
        },
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Enabled is true) Start();

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        _listener?.Stop();
        await _running;
        await Task.WhenAll(_sessions.Values);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;

        _disposed = true;
        await StopAsync(CancellationToken.None);
        _listener?.Dispose();
        _end.Dispose();
    }

    private TcpListener Start()
    {
        lock (_starting)
        {
            if (_listener is null)
            {
                _listener = new TcpListener(IPAddress.Loopback, 0);
                _listener.Start();
                _running = RunAsync(_listener, _end.Token);
                Log.Started(logger, options.Value.Extensions, _listener.LocalEndpoint);
            }

            return _listener;
        }
    }

    /// <summary>Warms the floor up, then lets it live. Whoever connects meanwhile is let in once there is something to see.</summary>
    private async Task RunAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        // Not on the caller's time: a large simulation takes a while to warm up.
        await Task.Yield();
        try
        {
            var floor = new DemoFloor(options.Value.Extensions);
            floor.Switch.Epoch = (time.GetUtcNow() - WarmUp).ToUnixTimeSeconds();
#pragma warning disable CA5394 // Nothing secret hangs on who calls whom.
            var calls = new DemoCalls(floor, new Random());
#pragma warning restore CA5394
            foreach (var extension in floor.Extensions) _phones.Change(extension, extension.State);
            floor.Changed = Publish;
            floor.Switch.Told = Publish;
            calls.AdvanceTo(WarmUp);
            await Task.WhenAll(RunCallsAsync(calls, cancellationToken), AcceptAsync(listener, calls.Exchange, cancellationToken));
        }
        catch (Exception exception)
        {
            Log.FloorFailed(logger, exception);
        }
    }

    private async Task RunCallsAsync(DemoCalls calls, CancellationToken cancellationToken)
    {
        try
        {
            var pace = options.Value.Pace;
            var started = time.GetTimestamp();
            while (!cancellationToken.IsCancellationRequested)
            {
                var now = WarmUp + (time.GetElapsedTime(started) * pace);
                calls.AdvanceTo(now);

                // What a manager account begins meanwhile may be due before the next step.
                var wait = (calls.NextAt - now) / pace;
                await Task.Delay(wait < TickInterval ? TickInterval : wait > LongestTick ? LongestTick : wait, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends.
        }
        catch (Exception exception)
        {
            // The extensions no longer change; their last state is still answered.
            Log.FloorFailed(logger, exception);
        }
    }

    private void Publish(DemoExtension extension, DemoState state)
    {
        Publish(DemoWire.Event(extension, state));
        if (_phones.Change(extension, state) is { } contact) Publish(contact);
    }

    private void Publish(DemoEvent happened)
    {
        foreach (var (session, _) in _sessions) session.Enqueue(happened);
    }

    private async Task AcceptAsync(TcpListener listener, DemoExchange exchange, CancellationToken cancellationToken)
    {
        var bootedAt = time.GetUtcNow();
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(cancellationToken);
                if (_sessions.Count >= MostSessions)
                {
                    client.Dispose();
                    continue;
                }

                // Room for one change of every extension, with the events of its channels and queues.
                var answers = new DemoAnswers(exchange, _accounts, time, bootedAt);
                var session = new DemoSession(client, answers, time, 2_000 + (8 * exchange.Floor.Extensions.Count));
                var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _sessions[session] = ServeAsync(session, begin.Task, cancellationToken);
                begin.SetResult();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            if (!cancellationToken.IsCancellationRequested) Log.ListenerFailed(logger, exception);
        }
    }

    private async Task ServeAsync(DemoSession session, Task begin, CancellationToken cancellationToken)
    {
        // Wait until the session has been added; otherwise it could be removed before it was added.
        await begin;
        try
        {
            await session.RunAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            Log.SessionFailed(logger, exception);
        }

        _sessions.TryRemove(session, out _);
        session.Dispose();
    }
}
