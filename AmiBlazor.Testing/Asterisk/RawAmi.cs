using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Testing.Asterisk;

/// <summary>
/// An AMI client without the product's code. A background reader drains the socket all the time, so that it never stalls a PBX.
/// </summary>
internal sealed class RawAmi : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly Channel<RawMessage> _messages = Channel.CreateUnbounded<RawMessage>();
    private readonly Task _reading;

    private RawAmi(TcpClient client, StreamReader reader, string banner)
    {
        _client = client;
        _reader = reader;
        Banner = banner;
        _reading = ReadAllAsync();
    }

    public string Banner { get; }

    /// <summary>Connects to a PBX on loopback and reads its banner.</summary>
    public static async Task<RawAmi> ConnectAsync(int port)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port).InTime("Connecting to the PBX");
        var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        var banner = await reader.ReadLineAsync().InTime("The PBX's banner");
        return new RawAmi(client, reader, banner ?? throw new EndOfStreamException("Closed before the banner."));
    }

    /// <summary>Sends the lines and the empty line that ends a message.</summary>
    public async Task SendAsync(params string[] lines) =>
        await SendBytesAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n")) + "\r\n"));

    public Task SendBytesAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes).AsTask().InTime("Sending to the PBX");

    /// <summary>The next message; null once the PBX has closed.</summary>
    public async Task<RawMessage?> ReadAsync() =>
        await _messages.Reader.WaitToReadAsync().AsTask().InTime("The PBX's next message") && _messages.Reader.TryRead(out var message)
            ? message
            : null;

    /// <summary>The next message that satisfies the condition; earlier ones are skipped.</summary>
    public async Task<RawMessage> ReadUntilAsync(Func<RawMessage, bool> fits)
    {
        while (await ReadAsync() is { } message)
        {
            if (fits(message)) return message;
        }

        throw new EndOfStreamException("Closed before the message came.");
    }

    /// <summary>Discards messages that were received and not read.</summary>
    public void Drain()
    {
        while (_messages.Reader.TryRead(out _))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Close();
        await _reading;
        _reader.Dispose();
    }

    private async Task ReadAllAsync()
    {
        try
        {
            var headers = new List<KeyValuePair<string, string>>();
            while (await _reader.ReadLineAsync() is { } line)
            {
                if (line.Length > 0)
                {
                    var colon = line.IndexOf(": ", StringComparison.Ordinal);
                    headers.Add(colon < 0 ? new(line, "") : new(line[..colon], line[(colon + 2)..]));
                    continue;
                }

                if (headers.Count > 0) _messages.Writer.TryWrite(new RawMessage(headers));
                headers = [];
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Reset or closed: readers see the end in both cases.
        }

        _messages.Writer.TryComplete();
    }
}
