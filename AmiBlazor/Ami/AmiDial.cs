using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>The attempt to connect to one address. It ends by itself when its token is cancelled.</summary>
internal sealed class AmiDial
{
    private readonly IPAddress _address;
    private readonly Task<Socket> _connecting;
    private bool _hasWon;

    private AmiDial(IPAddress address, Task<Socket> connecting)
    {
        _address = address;
        _connecting = connecting;
    }

    public Task Ended => _connecting;

    public bool IsOpen => !_connecting.IsCompleted;

    public bool IsConnected => _connecting.IsCompletedSuccessfully;

    public bool IsRefused => Failure?.SocketErrorCode == SocketError.ConnectionRefused;

    /// <summary>Why it failed; null while it has not, and where it was cancelled.</summary>
    public SocketException? Failure => _connecting.Exception?.InnerException as SocketException;

    public static AmiDial Start(IPEndPoint address, CancellationToken cancellationToken) => new(address.Address, ConnectAsync(address, cancellationToken));

    /// <summary>Whether the configuration names this very address instead of a name.</summary>
    public bool IsWrittenAs(string host) => IPAddress.TryParse(host, out var written) && written.Equals(_address);

    /// <summary>Takes the connected socket; from then on it is the caller's.</summary>
    public Socket Win()
    {
        _hasWon = true;
        return _connecting.Result;
    }

    /// <summary>Waits until the cancelled attempt has ended, and closes a socket that nobody took.</summary>
    public async Task CloseUnlessWonAsync()
    {
        await ((Task)_connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsConnected && !_hasWon) _connecting.Result.Dispose();
    }

    /// <summary>The address and what came of it, such as “192.0.2.7 ConnectionRefused”.</summary>
    public override string ToString() => Failure is { } failure ? $"{_address} {failure.SocketErrorCode}" : $"{_address} {SocketError.TimedOut}";

    private static async Task<Socket> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
