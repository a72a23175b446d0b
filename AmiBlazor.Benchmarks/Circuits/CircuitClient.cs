using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Demo;
using AmiBlazor.Testing.Processes;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>
/// One open page without a browser: starts the circuit as blazor.web.js does, acknowledges every render batch, tells how many cards stand side by side, and
/// answers Virtualize like a window of 1400×900, so that the server renders the visible rows.
/// </summary>
internal sealed class CircuitClient : IAsyncDisposable
{
    // The height of the grid in such a window.
    private const int GridHeight = 560;
    private const string SpacerCall = "1";
    private const string EventCall = "2";

    // More than any window shows.
    private static readonly byte[][] FirstExtens = [.. Enumerable.Range(0, 100).Select(index => Encoding.ASCII.GetBytes(Hints.Exten(index)))];

    private static readonly ReadOnlyMemory<byte> Ping = CircuitProtocol.Write(PingMessage.Instance);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly List<int> _seen = [];
    private readonly ClientWebSocket _socket;
    private readonly CircuitEndpoint _door;
    private readonly CircuitPage _page;
    private readonly PrerenderedPage _prerendered;
    private Task _reading = Task.CompletedTask;
    private string? _circuitId;
    private long _events;
    private bool _toldColumns;

    private CircuitClient(ClientWebSocket socket, CircuitEndpoint door, CircuitPage page, PrerenderedPage prerendered)
    {
        _socket = socket;
        _door = door;
        _page = page;
        _prerendered = prerendered;
    }

    /// <summary>The first arrival of each change: its <see cref="ChangeMark"/> and the <see cref="Stopwatch"/> timestamp.</summary>
    public List<(int Number, long At)> Arrivals { get; } = [];

    public int Batches { get; private set; }

    /// <summary>The rows that the page renders: the visible ones and a few above and below.</summary>
    public int Rows { get; private set; }

    /// <summary>Opens the page and returns when what the window shows of it has been rendered.</summary>
    /// <exception cref="BenchmarkException">It was not within <see cref="Deadline.Longest"/>.</exception>
    public static async Task<CircuitClient> OpenAsync(CircuitEndpoint door, CircuitPage page, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Deadline.Longest);
        try
        {
            return await OpenInTimeAsync(door, page, limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new BenchmarkException($"A page had not drawn its rows after {Deadline.Longest.TotalSeconds} s.", late);
        }
    }

    /// <summary>A connection that is silent for 30 s is considered lost.</summary>
    public Task PingAsync() => WriteAsync(Ping);

    /// <summary>Closes the page as a browser does: the circuit ends at once. A failure is reported on standard error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_circuitId is not null && !_reading.IsCompleted && !_door.Fault.IsFaulted)
        {
            try
            {
                await _door.LeaveAsync(_circuitId);
            }
            catch (Exception fault) when (fault is HarnessException or HttpRequestException)
            {
                _door.Fail(fault);
                await Deadline.DidNotEndAsync(new BenchmarkException("A page could not be closed: " + fault.Message, fault));
            }
        }

        await _gone.CancelAsync();
        await _reading;
        _socket.Dispose();
        _writing.Dispose();
        _gone.Dispose();
    }

    private static async Task<CircuitClient> OpenInTimeAsync(CircuitEndpoint door, CircuitPage page, CancellationToken ct)
    {
        var prerendered = await door.LoadAsync(page.Path, ct);
        var client = new CircuitClient(await door.ConnectAsync(ct), door, page, prerendered);
        try
        {
            await client.StartAsync().WaitAsync(ct);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync()
    {
        await WriteAsync(CircuitProtocol.Handshake);
        _reading = ReadAllAsync();
        await CallAsync("StartCircuit", [_door.Address.ToString(), new Uri(_door.Address, _page.Path).ToString(), "[]", ""], "0");
        await _ready.Task;
    }

    private Task CallAsync(string method, object?[] arguments, string? invocationId = null) =>
        WriteAsync(CircuitProtocol.Write(new InvocationMessage(invocationId, method, arguments)));

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync(_gone.Token);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, _gone.Token);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAllAsync()
    {
        try
        {
            var bytes = new ArrayBufferWriter<byte>(4096);
            var greeted = false;
            while (true)
            {
                var part = await _socket.ReceiveAsync(bytes.GetMemory(2048), _gone.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new InvalidOperationException("The application closed the circuit: " + _socket.CloseStatusDescription);
                bytes.Advance(part.Count);
                if (!part.EndOfMessage) continue;
                var rest = new ReadOnlySequence<byte>(bytes.WrittenMemory);
                if (!greeted)
                {
                    rest = rest.Slice(rest.PositionOf((byte)0x1e)!.Value).Slice(1);
                    greeted = true;
                }

                while (CircuitProtocol.Read(ref rest) is { } message) await TakeAsync(message);
                bytes.ResetWrittenCount();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was closed.
        }
        catch (Exception fault)
        {
            Fail(fault);
        }
    }

    private Task TakeAsync(HubMessage message) => message switch
    {
        CompletionMessage { Error: { } error } => throw new InvalidOperationException(error),
        CompletionMessage { InvocationId: "0", Result: string circuitId } => UpdateAsync(circuitId),
        CloseMessage close => throw new InvalidOperationException("The application closed the circuit: " + close.Error),
        InvocationBindingFailureMessage failure => throw failure.BindingFailure.SourceException,
        InvocationMessage { Target: CircuitProtocol.RenderBatch } drawn => DrawAsync((int)drawn.Arguments[0]!, (byte[])drawn.Arguments[1]!),
        InvocationMessage { Target: CircuitProtocol.BeginInvokeJS } asked => AnswerAsync(asked.Arguments),
        InvocationMessage { Target: CircuitProtocol.EndInvokeDotNet } done => ReturnAsync(done.Arguments),
        InvocationMessage { Target: CircuitProtocol.EndUpdateRootComponents } => EndUpdate(),
        InvocationMessage { Target: CircuitProtocol.Error } error => throw new InvalidOperationException((string)error.Arguments[0]!),
        _ => Task.CompletedTask,
    };

    private Task UpdateAsync(string circuitId)
    {
        _circuitId = circuitId;
        return CallAsync("UpdateRootComponents", [_prerendered.Operations, _prerendered.State]);
    }

    private Task EndUpdate()
    {
        if (!_page.IsVirtualized) _ready.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task DrawAsync(int number, byte[] batch)
    {
        Batches++;
        if (!_ready.Task.IsCompleted)
        {
            if (CountRows(batch) is > 0 and var rows) Rows = rows;
        }
        else
        {
            var now = Stopwatch.GetTimestamp();
            _seen.Clear();
            ChangeMark.Collect(batch, _seen);
            foreach (var change in _seen) Arrivals.Add((change, now));
        }

        await CallAsync("OnRenderCompleted", [(long)number, null]);
        if (_page.Columns is not { } columns || _toldColumns || RenderedHandlers.Find(batch, "data-columns", "onchange") is not { } handler) return;
        _toldColumns = true;
        var told = string.Create(
            CultureInfo.InvariantCulture, $$"""[{"eventHandlerId":{{handler}},"eventName":"change","eventFieldInfo":null},{"value":"{{columns}}"}]""");
        await CallAsync("BeginInvokeDotNetFromJS", [EventCall, null, "DispatchEventAsync", _events, told]);
    }

    /// <summary>Answers JavaScript calls as a browser would, as far as the server can tell.</summary>
    private async Task AnswerAsync(object?[] call)
    {
        var task = (long)call[0]!;
        if (string.Equals((string)call[1]!, "Blazor._internal.attachWebRendererInterop", StringComparison.Ordinal))
        {
            using var arguments = JsonDocument.Parse((string)call[2]!);
            _events = arguments.RootElement[1].GetProperty("__dotNetObject").GetInt64();
        }

        if (string.Equals((string)call[1]!, "Blazor._internal.Virtualize.init", StringComparison.Ordinal))
        {
            using var arguments = JsonDocument.Parse((string)call[2]!);
            var virtualize = arguments.RootElement[0].GetProperty("__dotNetObject").GetInt64();
            var shown = string.Create(CultureInfo.InvariantCulture, $"[0,0,{GridHeight}]");
            await CallAsync("BeginInvokeDotNetFromJS", [SpacerCall, null, "OnSpacerBeforeVisible", virtualize, shown]);
        }

        if (task == 0) return;
        var result = (int)call[3]! == 1 ? """{"__jsObjectId":1}""" : "null";
        await CallAsync("EndInvokeJSFromDotNet", [task, true, string.Create(CultureInfo.InvariantCulture, $"[{task},true,{result}]")]);
    }

    private Task ReturnAsync(object?[] returned)
    {
        if (returned[1] is not true) throw new InvalidOperationException((string)returned[2]!);
        if (string.Equals((string)returned[0]!, SpacerCall, StringComparison.Ordinal)) _ready.TrySetResult();
        return Task.CompletedTask;
    }

    private void Fail(Exception fault)
    {
        if (!_ready.TrySetException(fault)) _door.Fail(fault);
    }

    private static int CountRows(byte[] batch) => FirstExtens.Count(exten => batch.AsSpan().IndexOf(exten) >= 0);
}
