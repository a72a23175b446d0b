using System.Net;
using System.Net.Sockets;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The minimal client: a blocking socket that discards what it reads and only looks for the end.</summary>
internal sealed class BareClient : IDisposable
{
    private const int Tail = 256;

    private static readonly int Timeout = (int)Deadline.Longest.TotalMilliseconds;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = Timeout,
        SendTimeout = Timeout,
    };

    private readonly byte[] _buffer = GC.AllocateArray<byte>(1 << 20, pinned: true);

    public BareClient(int port, DrainPlan plan)
    {
        Plan = plan;
        if (plan.ReceiveBuffer is { } size) _socket.ReceiveBufferSize = size;
        _socket.Connect(IPAddress.Loopback, port);
    }

    public DrainPlan Plan { get; }

    /// <summary>The number of reads for the last list.</summary>
    public int Reads { get; private set; }

    /// <summary>The bytes of the last list.</summary>
    public long Bytes { get; private set; }

    public void Login()
    {
        Send($"Action: Login\r\nUsername: {ManagerAccount.Username}\r\nSecret: {ManagerAccount.Secret}\r\nEvents: off\r\n\r\n");
        var received = "";
        while (!received.EndsWith("\r\n\r\n", StringComparison.Ordinal)) received += ReceiveText();
        if (!received.Contains("Response: Success", StringComparison.Ordinal))
            throw new InvalidOperationException("The PBX refused the login: " + received);
    }

    private void Send(string text) => _socket.Send(Encoding.ASCII.GetBytes(text));

    private string ReceiveText()
    {
        var count = Receive(0);
        return count > 0 ? Encoding.Latin1.GetString(_buffer, 0, count) : throw new InvalidOperationException("The PBX closed the connection.");
    }

    /// <summary>Requests the list and reads to its end.</summary>
    public void DrainList()
    {
        Send("Action: ExtensionStateList\r\nActionID: list-1\r\n\r\n");
        Drain();
    }

    public void Dispose() => _socket.Dispose();

    private int Receive(int kept)
    {
        try
        {
            return _socket.Receive(_buffer.AsSpan(kept));
        }
        catch (SocketException late) when (late.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            var port = ((IPEndPoint)_socket.RemoteEndPoint!).Port;
            throw new BenchmarkException($"The PBX on port {port} sent nothing for {Deadline.Longest.TotalSeconds} s.", late);
        }
    }

    private void Drain()
    {
        Bytes = 0;
        Reads = 0;
        var kept = 0;
        while (true)
        {
            if (Plan.Gap > 0 && Bytes >= Plan.EagerBytes) Thread.Sleep(Plan.Gap);
            var count = Receive(kept);
            if (count == 0) throw new InvalidOperationException("The PBX closed the connection in mid-list.");
            Reads++;
            Bytes += count;
            var seen = _buffer.AsSpan(0, kept + count);
            var tail = seen[^Math.Min(Tail, seen.Length)..];
            if (tail.EndsWith("\r\n\r\n"u8) && tail.IndexOf("\r\nListItems: "u8) >= 0) return;
            tail.CopyTo(_buffer);
            kept = tail.Length;
        }
    }
}
