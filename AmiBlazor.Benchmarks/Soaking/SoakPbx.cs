using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AmiBlazor.Demo;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Soaking;

/// <summary>
/// The demo PBX's floor, sessions and wire with their own clock: calls proceed as in the demo, sped up to the given number of changes per second. Every
/// change is recorded before its event is sent.
/// </summary>
internal sealed class SoakPbx : IAsyncDisposable
{
    /// <summary>Changes closer together than this happen at the same time, as in the demo.</summary>
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<DemoSession, Task> _sessions = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly DemoAccounts _accounts = new();
    private readonly DemoFloor _floor;
    private readonly DemoCalls _calls;
    private readonly Dictionary<DemoExtension, List<int>> _made;
    private readonly Task _accepting;
    private long _changes;

    public SoakPbx(int extensions)
    {
        _floor = new DemoFloor(extensions);
#pragma warning disable CA5394 // Random calls are not a secret.
        _calls = new DemoCalls(_floor, new Random(4));
#pragma warning restore CA5394

        // Some extensions are in use from the start.
        _calls.AdvanceTo(TimeSpan.FromMinutes(15));
        _made = _floor.Extensions.ToDictionary(extension => extension, extension => new List<int> { (int)extension.State });
        _floor.Changed = Note;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Username => _accounts.Main.Username;

    public string Secret => _accounts.Main.Secret;

    public int Extensions => _floor.Extensions.Count;

    /// <summary>Changes made so far.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>The states of each extension in order, the initial one first. Read only while nothing changes.</summary>
    public IEnumerable<(string Context, string Exten, IReadOnlyList<int> States)> Made =>
        _made.Select(pair => (pair.Key.Context, pair.Key.Exten, (IReadOnlyList<int>)pair.Value));

    /// <summary>Makes the given number of changes per second until cancelled.</summary>
    public async Task LiveAsync(int perSecond, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            var due = (long)(perSecond * Stopwatch.GetElapsedTime(began).TotalSeconds);
            while (Changes < due) _calls.AdvanceTo(_calls.NextAt);
            await Task.Delay(TickInterval, CancellationToken.None);
        }
    }

    /// <summary>Moves an extension to the next state of a call.</summary>
    /// <param name="index">Its index in the list.</param>
    public void Change(int index)
    {
        var extension = _floor.Extensions[index];
        _floor.Set(extension, extension.State switch { DemoState.Idle => DemoState.Ringing, DemoState.Ringing => DemoState.InUse, _ => DemoState.Idle });
    }

    /// <summary>Makes the given number of changes per second for a time, to the first extensions in turn.</summary>
    public async Task ChangeAsync(int perSecond, int extensions, TimeSpan duration)
    {
        var began = Stopwatch.GetTimestamp();
        var count = (int)(perSecond * duration.TotalSeconds);
        for (var done = 0; done < count; done++)
        {
            var rest = TimeSpan.FromSeconds((double)done / perSecond) - Stopwatch.GetElapsedTime(began);
            if (rest > TimeSpan.FromMilliseconds(1)) await Task.Delay(rest);

            // Far apart, so that consecutive changes are not adjacent on the page.
            Change(done * 7 % extensions);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        await Task.WhenAll(_sessions.Values).EndInTime("The end of the PBX's sessions");
        _listener.Dispose();
        _end.Dispose();
    }

    private void Note(DemoExtension extension, DemoState state)
    {
        _made[extension].Add((int)state);
        Volatile.Write(ref _changes, _changes + 1);
        var happened = DemoWire.Event(extension, state);
        foreach (var (session, _) in _sessions) session.Enqueue(happened);
    }

    private async Task AcceptAsync()
    {
        var bootedAt = DateTimeOffset.UtcNow;
        try
        {
            while (true)
            {
                var answers = new DemoAnswers(_calls.Exchange, _accounts, TimeProvider.System, bootedAt);
                var session = new DemoSession(
                    await _listener.AcceptSocketAsync(_end.Token), answers, TimeProvider.System, 1_000 + _floor.Extensions.Count);
                var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _sessions[session] = ServeAsync(session, begin.Task);
                begin.SetResult();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task ServeAsync(DemoSession session, Task begin)
    {
        await begin;
        await session.RunAsync(_end.Token);
        _sessions.TryRemove(session, out _);
        session.Dispose();
    }
}
