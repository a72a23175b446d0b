using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Tests.Support;

/// <summary>A relay between the application and a PBX on loopback that records both directions of every connection.</summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<RelayedConnection> _connections = [];
    private readonly List<Task> _flows = [];
    private readonly Task _accepting;

    /// <param name="target">The PBX's port.</param>
    public RecordingRelay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAllAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every connection so far, oldest first.</summary>
    public IReadOnlyList<RelayedConnection> Connections
    {
        get
        {
            lock (_lock) return [.. _connections];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_flows).InTime();
        _end.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync(_end.Token);
                var connection = new RelayedConnection();
                lock (_lock) _connections.Add(connection);
                _flows.Add(JoinAsync(near, connection));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The relay is being disposed.
        }
    }

    private async Task JoinAsync(Socket near, RelayedConnection connection)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                var flows = (Task[])[PassAsync(near, far, connection.Sent), PassAsync(far, near, connection.Received)];
                await Task.WhenAny(flows);
                near.Close();
                far.Close();
                await Task.WhenAll(flows);
            }
            catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The target does not listen, or the test is over.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to, RelayedBytes record)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is var count and > 0)
            {
                record.Add(buffer.AsSpan(0, count));
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either side failed; the caller closes the other.
        }
    }
}
