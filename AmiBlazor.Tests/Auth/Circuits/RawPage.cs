using System.Net;
using System.Net.WebSockets;
using System.Text;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.Circuits;

/// <summary>The connection of a circuit without a browser, as a hostile script would open it.</summary>
internal sealed class RawPage : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <summary>Connects with a cookie.</summary>
    /// <exception cref="WebSocketException">It was refused; <paramref name="refused"/> was called with the status.</exception>
    public static async Task<RawPage> OpenAsync(AmiBlazorApp app, Cookie? cookie, Action<HttpStatusCode>? refused = null, string? key = null)
    {
        var page = new RawPage();
        page._socket.Options.CollectHttpResponseDetails = true;
        page._socket.Options.SetRequestHeader("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        if (cookie is not null) page._socket.Options.SetRequestHeader("Cookie", $"{cookie.Name}={cookie.Value}");
        if (key is not null) page._socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        try
        {
            await page._socket.ConnectAsync(
                new UriBuilder(app.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, TestContext.Current.CancellationToken).InTime();
        }
        catch (WebSocketException)
        {
            refused?.Invoke(page._socket.HttpStatusCode);
            page.Dispose();
            throw;
        }

        await page.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text);
        return page;
    }

    /// <summary>Sends a message of the given number of bytes, with its length in front: a call of a method that does not exist.</summary>
    public Task CallNothingAsync(int bytes)
    {
        // MessagePack: [1, {}, nil, "Nothing", ["aaaa…"]] with a text of 32-bit length.
        byte[] before = [0x95, 0x01, 0x80, 0xC0, 0xA7, .. "Nothing"u8, 0x91, 0xDB];
        const int Prefix = 2;
        var text = bytes - Prefix - before.Length - 4;
        byte[] message = [.. before, (byte)(text >> 24), (byte)(text >> 16), (byte)(text >> 8), (byte)text, .. Enumerable.Repeat((byte)'a', text)];
        Assert.InRange(message.Length, 128, 16383);
        return SendAsync([(byte)(message.Length & 0x7F | 0x80), (byte)(message.Length >> 7), .. message], WebSocketMessageType.Binary);
    }

    /// <summary>Calls a method of the hub.</summary>
    public Task CallAsync(string method, params string[] arguments)
    {
        // MessagePack: [1, {}, nil, method, [arguments]], each text of 32-bit length; the length of it all stands in front, seven bits a byte.
        List<byte> message = [0x95, 0x01, 0x80, 0xC0, .. Text(method), (byte)(0x90 + arguments.Length), .. arguments.SelectMany(Text)];
        List<byte> prefix = [];
        var rest = message.Count;
        for (; rest > 0x7F; rest >>= 7) prefix.Add((byte)(rest & 0x7F | 0x80));
        return SendAsync([.. prefix, (byte)rest, .. message], WebSocketMessageType.Binary);

        static byte[] Text(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return [0xDB, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
        }
    }

    /// <summary>True once something came from the server, such as a keep-alive; false once it has closed the connection.</summary>
    public async Task<bool> HearAsync()
    {
        try
        {
            var received = await _socket.ReceiveAsync(new byte[64 * 1024].AsMemory(), TestContext.Current.CancellationToken).AsTask().InTime();
            return received.MessageType != WebSocketMessageType.Close;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    /// <summary>Returns when the server has closed the connection.</summary>
    public async Task EndAsync()
    {
        while (await HearAsync())
        {
            // Keep-alives.
        }
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        _socket.SendAsync(bytes, type, endOfMessage: true, TestContext.Current.CancellationToken).InTime();
}
