using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// A proxy between a client and a PBX on loopback that pauses one connection after a number of bytes from the PBX, until <see cref="Resume"/> or
/// <see cref="Cut"/>, so that a test can act in the middle of a list.
/// </summary>
internal sealed class PausingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly int _pauseAfter;
    private readonly int _connection;
    private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    /// <param name="target">The PBX's port.</param>
    /// <param name="pauseAfter">The number of bytes from the PBX before the pause.</param>
    /// <param name="connection">The number of the connection, counted from 1.</param>
    public PausingProxy(int target, int pauseAfter, int connection = 1)
    {
        _connection = connection;
        _target = target;
        _pauseAfter = pauseAfter;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Completes when that connection is paused.</summary>
    public Task Paused => _paused.Task;

    public void Resume() => _resumed.TrySetResult(true);

    /// <summary>Instead of <see cref="Resume"/>: drops the data in flight and closes the connection, as if the PBX's machine had died.</summary>
    public void Cut() => _resumed.TrySetResult(false);

    public async ValueTask DisposeAsync()
    {
        Resume();
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                _connections.Add(ServeAsync(client, _connections.Count + 1 == _connection ? _pauseAfter : int.MaxValue));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client, int pauseAfter)
    {
        using var pbx = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await pbx.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                await Task.WhenAny(PassAsync(client, pbx, int.MaxValue), PassAsync(pbx, client, pauseAfter));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException)
            {
                // The PBX is down, or the test is over: the client sees its connection closed.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to, int pauseAfter)
    {
        var buffer = new byte[16 * 1024];
        var passed = 0;
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            {
                await to.SendAsync(buffer.AsMemory(0, count), _end.Token);
                passed += count;
                if (passed >= pauseAfter)
                {
                    _paused.TrySetResult();
                    if (!await _resumed.Task) return;
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Reset by either side, or the test is over.
        }
    }
}
