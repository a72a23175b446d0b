using System.Net.Sockets;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>Connects all circuits to the application and counts the bytes on the wire, compressed as for browsers.</summary>
internal sealed class Cable : IDisposable
{
    private long _received;

    public Cable() => Handler = new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new Counted(socket, this);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    public SocketsHttpHandler Handler { get; }

    /// <summary>Bytes from the application since the beginning.</summary>
    public long ReceivedBytes => Interlocked.Read(ref _received);

    public void Dispose() => Handler.Dispose();

    private sealed class Counted(Socket socket, Cable cable) : NetworkStream(socket, ownsSocket: true)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            Interlocked.Add(ref cable._received, count);
            return count;
        }
    }
}
