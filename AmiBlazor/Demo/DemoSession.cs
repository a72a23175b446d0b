using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace AmiBlazor.Demo;

/// <summary>
/// One client's connection: reads its actions, writes the answers, and writes live events between them. What is written for one action is not
/// interrupted by an event, as on a real Asterisk.
/// </summary>
internal sealed class DemoSession : IDisposable
{
    /// <summary>Asterisk's <c>authtimeout</c>.</summary>
    private static readonly TimeSpan LoginTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A client that takes nothing for so long is dropped. Asterisk itself waits 100 ms only; nobody's telephone hangs on this one.</summary>
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    private readonly NetworkStream _stream;
    private readonly DemoAnswers _answers;
    private readonly TimeProvider _time;
    private readonly Channel<ReadOnlyMemory<byte>> _events;

    /// <summary>Held while bytes of one answer or one event are written.</summary>
    private readonly SemaphoreSlim _writing = new(1, 1);

    private readonly CancellationTokenSource _end = new();

    /// <param name="client">The connection; closed at the end.</param>
    /// <param name="answers">Its own answers.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <param name="mostEvents">How many events may wait for a slow client before it is dropped.</param>
    public DemoSession(Socket client, DemoAnswers answers, TimeProvider time, int mostEvents)
    {
        client.NoDelay = true;
        _stream = new NetworkStream(client, ownsSocket: true);
        _answers = answers;
        _time = time;
        _events = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(mostEvents) { SingleReader = true });
    }

    /// <summary>Whether events of calls are to be offered.</summary>
    public bool WantsCalls => _answers.LoggedIn && (_answers.Events & DemoEventMasks.Call) != 0;

    /// <summary>Hands over an event; never waits. A client so slow that there is no room for it is dropped.</summary>
    public void Enqueue(ReadOnlyMemory<byte> events)
    {
        if (!_events.Writer.TryWrite(events))
        {
            _events.Writer.TryComplete();
        }
    }

    /// <summary>Serves the client until it leaves, is dropped, or the demo PBX ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = cancellationToken.Register(_end.Cancel);
        var writing = WriteEventsAsync();
        try
        {
            await AnswerAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client is gone, was dropped, or everything ends: a session's usual end.
        }

        await _end.CancelAsync();
        await writing;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _writing.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync()
    {
        await WriteAsync(Encoding.Latin1.GetBytes(DemoWire.Banner));
        var reader = new DemoActionReader(PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true)));
        var output = new ArrayBufferWriter<byte>();
        using var login = new CancellationTokenSource(LoginTimeout, _time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(login.Token, _end.Token);
        while (await reader.ReadAsync(_answers.LoggedIn ? _end.Token : reading.Token) is { } action)
        {
            output.ResetWrittenCount();
            var end = _answers.Answer(action, output);
            if (end == DemoEnd.CloseAfterASecond)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time, _end.Token);
            }

            await WriteAsync(output.WrittenMemory);
            if (end != DemoEnd.None)
            {
                return;
            }
        }
    }

    private async Task WriteEventsAsync()
    {
        try
        {
            await foreach (var events in _events.Reader.ReadAllAsync(_end.Token))
            {
                // Asked again: the session may have silenced events while this one waited.
                if (WantsCalls)
                {
                    await WriteAsync(events);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Gone, stalled, or everything ends.
        }

        // Whatever it was, the reading side must not wait for this client any longer.
        await _end.CancelAsync();
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync(_end.Token);
        try
        {
            using var timeout = new CancellationTokenSource(WriteTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _end.Token);
            await _stream.WriteAsync(bytes, either.Token);
        }
        finally
        {
            _writing.Release();
        }
    }
}
