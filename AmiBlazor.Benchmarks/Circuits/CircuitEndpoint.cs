using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Serialization;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>Opens circuits as one signed-in browser.</summary>
/// <param name="address">The application.</param>
/// <param name="cookies">The cookies of the signed-in account.</param>
internal sealed class CircuitEndpoint(Uri address, IReadOnlyList<string> cookies) : IDisposable
{
    private readonly Cable _cable = new();
    private readonly string _cookie = string.Join("; ", cookies);
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpMessageInvoker? _invoker;

    public Uri Address => address;

    public long ReceivedBytes => _cable.ReceivedBytes;

    /// <summary>Faults if a circuit fails after it was ready.</summary>
    public Task Fault => _fault.Task;

    private HttpMessageInvoker Invoker => _invoker ??= new HttpMessageInvoker(_cable.Handler, disposeHandler: false);

    /// <summary>Loads the prerendered page.</summary>
    /// <param name="path">Its path and query.</param>
    /// <param name="ct">Gives it up.</param>
    public async Task<PrerenderedPage> LoadAsync(string path, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        using var response = await Invoker.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return PrerenderedPage.Parse(await response.Content.ReadAsStringAsync(ct));
    }

    public async Task<ClientWebSocket> ConnectAsync(CancellationToken ct)
    {
        using var request = Request(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        using var response = await Invoker.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        var negotiated = await response.Content.ReadFromJsonAsync<Negotiated>(ct);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", _cookie);
        socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(
            new UriBuilder(new Uri(address, "/_blazor")) { Scheme = "ws", Query = "id=" + Uri.EscapeDataString(negotiated!.Token) }.Uri, Invoker, ct);
        return socket;
    }

    /// <summary>Tells the server that the page was closed.</summary>
    public async Task LeaveAsync(string circuitId)
    {
        using var request = Request(HttpMethod.Post, "/_blazor/disconnect");
        request.Content = new MultipartFormDataContent { { new StringContent(circuitId), "circuitId" } };
        using var response = await Invoker.SendAsync(request, CancellationToken.None)
            .InTime("The answer to a page that is closed", TimeSpan.FromSeconds(20));
    }

    public void Fail(Exception fault) => _fault.TrySetException(fault);

    public void Dispose()
    {
        _invoker?.Dispose();
        _cable.Dispose();
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Cookie", _cookie);
        return request;
    }

    private sealed record Negotiated([property: JsonPropertyName("connectionToken")] string Token);
}
