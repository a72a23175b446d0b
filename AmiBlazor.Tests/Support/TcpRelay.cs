using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Tests.Support;

/// <summary>A relay between two programs, such as a browser and the application, that a test can cut and reconnect, also to another one.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly ConcurrentBag<Task> _flows = [];
    private readonly Task _accepting;
    private volatile int _target;
    private volatile TaskCompletionSource _speaking = Spoken();

    public TcpRelay(Uri target)
    {
        _target = target.Port;
        _listener.Start();
        Address = new UriBuilder(target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAllAsync();
    }

    /// <summary>The address for the browser.</summary>
    public Uri Address { get; }

    /// <summary>Closes every connection and accepts no new one.</summary>
    public void Cut()
    {
        _target = 0;
        foreach (var socket in _sockets.Keys) socket.Dispose();
    }

    /// <summary>Resets every connection; new ones are accepted at once.</summary>
    public void Reset()
    {
        foreach (var socket in _sockets.Keys)
        {
            try
            {
                // Closed without a lingering end, it sends a reset.
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Dispose();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }
    }

    /// <summary>Lets nothing through from now on, in either direction, and closes nothing: as a cable that was pulled out.</summary>
    public void Silence() => _speaking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets through what was held back, and all that follows.</summary>
    public void Speak() => _speaking.TrySetResult();

    /// <summary>Accepts connections again.</summary>
    public void Mend(Uri target) => _target = target.Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Speak();
        Cut();
        await _accepting;
        await Task.WhenAll(_flows).InTime();
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
                _flows.Add(JoinAsync(await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken)));
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The relay is being disposed.
        }
    }

    private async Task JoinAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets[near] = _sockets[far] = 0;
        try
        {
            if (_target is var port and not 0)
            {
                await _speaking.Task;
                await far.ConnectAsync(IPAddress.Loopback, port);
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // The relay was cut, or the target does not listen.
        }

        near.Dispose();
        _sockets.TryRemove(near, out _);
        _sockets.TryRemove(far, out _);
    }

    private static TaskCompletionSource Spoken()
    {
        var spoken = new TaskCompletionSource();
        spoken.SetResult();
        return spoken;
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                await _speaking.Task;
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // Either side failed; the caller closes the other.
        }
    }
}
