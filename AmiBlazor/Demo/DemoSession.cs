using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace AmiBlazor.Demo;

/// <summary>
/// A client's connection: reads its actions, writes the responses, and writes live events between them. As on a real Asterisk, no event interrupts
/// the response to an action.
/// </summary>
internal sealed class DemoSession : IDisposable
{
    /// <summary>Asterisk's <c>authtimeout</c>.</summary>
    private static readonly TimeSpan LoginTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A client that accepts no data for this long is dropped. Asterisk waits only 100 ms, but no phone depends on this PBX.</summary>
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    private readonly NetworkStream _stream;
    private readonly DemoAnswers _answers;
    private readonly TimeProvider _time;
    private readonly Channel<(DemoEvent Happened, byte[] Bytes)> _events;

    /// <summary>Held while the bytes of a response or an event are written.</summary>
    private readonly SemaphoreSlim _writing = new(1, 1);

    private readonly CancellationTokenSource _end = new();
    private volatile bool _isLoginAnswered;

    /// <param name="client">The connection; closed at the end.</param>
    /// <param name="answers">Answers this session's actions.</param>
    /// <param name="time">The clock for timeouts.</param>
    /// <param name="mostEvents">How many events may be queued for a slow client before it is dropped.</param>
    public DemoSession(Socket client, DemoAnswers answers, TimeProvider time, int mostEvents)
    {
        client.NoDelay = true;
        _stream = new NetworkStream(client, ownsSocket: true);
        _answers = answers;
        _time = time;
        _events = Channel.CreateBounded<(DemoEvent, byte[])>(new BoundedChannelOptions(mostEvents) { SingleReader = true });
    }

    /// <summary>Queues an event, if the session wants it, without waiting. A client whose queue is full is dropped.</summary>
    public void Enqueue(DemoEvent happened)
    {
        if (Wants(happened) && !_events.Writer.TryWrite((happened, happened.Bytes))) _events.Writer.TryComplete();
    }

    /// <summary>Serves the client until it disconnects, is dropped, or the demo PBX stops.</summary>
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
            // The usual end of a session: the client disconnected, was dropped, or the process ends.
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

    private bool Wants(DemoEvent happened) => _isLoginAnswered && _answers.Wants(happened);

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
            if (end == DemoEnd.CloseAfterASecond) await Task.Delay(TimeSpan.FromSeconds(1), _time, _end.Token);

            await WriteAsync(output.WrittenMemory);

            // No event comes before the answer to the login.
            _isLoginAnswered = _answers.LoggedIn;
            if (end != DemoEnd.None) return;
        }
    }

    private async Task WriteEventsAsync()
    {
        try
        {
            await foreach (var (happened, bytes) in _events.Reader.ReadAllAsync(_end.Token))
            {
                // Checked again: the session may have turned events off while this one was queued.
                if (Wants(happened)) await WriteAsync(bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Disconnected, too slow, or the process ends.
        }

        // In any case, reading must not wait for this client any longer.
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
