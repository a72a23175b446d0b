using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace AmiBlazor.Ami;

/// <content>The one loop that reads: it parses in the receive buffer, hands messages over, and waits for nobody.</content>
internal sealed partial class AmiSession
{
    private const int AcrossBlocks = 4 * 1024;

    private readonly AmiInput _input;
    private readonly AmiProgress? _progress;
    private readonly AmiFrame _frame;
    private readonly ReadThrottle _throttle;

    // Null when nobody listens: then messages that answer no action are dropped.
    private readonly AmiEventDispatcher? _events;

    // The list under way, for which the reads are throttled; set by its caller, read by the loop.
    private volatile PendingRows? _list;
    private long _bytes;
    private long _receivedAt;

    /// <summary>When the PBX last sent anything; UTC. For a new session, when it was opened.</summary>
    public DateTimeOffset ReceivedAt => new(Volatile.Read(ref _receivedAt), TimeSpan.Zero);

    private long Bytes => Volatile.Read(ref _bytes);

    private async Task ReadToEndAsync()
    {
        AmiException cause;
        try
        {
            while (await ReadOnceAsync().ConfigureAwait(false))
            {
            }

            cause = _errors.Closed(null);
        }
        catch (AmiException failure)
        {
            cause = failure;
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // If this program ended the session, that cause came first and stays.
            cause = _errors.Closed(failure);
        }
        catch (Exception fault)
        {
            // The PBX did nothing wrong. The waiters must learn of it nevertheless, and the log must hold it.
            Log.ReadingFaulted(_logger, _server, fault);
            cause = _errors.Faulted(fault);
        }

        End(cause);
    }

    /// <returns>Whether there may be more.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // it waits once for each read: no garbage while a list runs
    private async ValueTask<bool> ReadOnceAsync()
    {
        var before = _input.Bytes;
        var result = await _input.ReadAsync(_endedToken).ConfigureAwait(false);
        Volatile.Write(ref _bytes, _input.Bytes);
        Volatile.Write(ref _receivedAt, _time.GetUtcNow().UtcTicks);
        var list = _list;
        _input.Consumed(result, Handle(result.Buffer));
        // Without a list of extensions, this loop does not count the rows.
        _progress?.Report((list as PendingList)?.RowsReceived ?? _progress.Rows, _input.Bytes);
        if (result.IsCompleted) return false;
        await _throttle.WaitAsync(list, before, _input.Bytes).ConfigureAwait(false);
        return true;
    }

    /// <summary>Handles every whole message in the buffer.</summary>
    /// <returns>Where the first message that is not whole starts.</returns>
    private SequencePosition Handle(ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            // A message that was searched past this block continues in the copy.
            if (_frame.Scanned <= buffer.FirstSpan.Length) buffer = buffer.Slice(HandleBlock(buffer.FirstSpan));
            if (buffer.IsSingleSegment) return buffer.Start;
            var across = HandleAcross(buffer);
            if (across == 0) return buffer.Start;
            buffer = buffer.Slice(across);
        }
    }

    /// <returns>Bytes consumed.</returns>
    private int HandleBlock(ReadOnlySpan<byte> block)
    {
        var consumed = 0;
        while (true)
        {
            var result = AmiMessageReader.Read(block[consumed..], _frame, out var message, out var length);
            consumed += length;
            switch (result)
            {
                case AmiReadResult.Message:
                    Handle(message);
                    break;
                case AmiReadResult.NeedMore:
                    return consumed;
                default:
                    throw IsLoggedIn ? _errors.MessageTooLong(block[consumed..]) : _errors.Malformed(block[consumed..]);
            }
        }
    }

    /// <summary>Reads the message at the start of the buffer, which lies across two blocks, from a copy.</summary>
    /// <returns>Bytes consumed; 0 when the message is not whole yet.</returns>
    private int HandleAcross(ReadOnlySequence<byte> buffer)
    {
        for (var length = Math.Max(buffer.FirstSpan.Length, _frame.Scanned) + AcrossBlocks; ; length *= 2)
        {
            length = (int)Math.Min(length, buffer.Length);
            var copy = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                buffer.Slice(0, length).CopyTo(copy);
                var consumed = HandleBlock(copy.AsSpan(0, length));
                if (consumed > 0 || length == buffer.Length) return consumed;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(copy);
            }
        }
    }

    private void Handle(in AmiMessage message)
    {
        // Before the login the PBX has nothing to say that is not meant for us; after it, most of what it says is not.
        if (message.Oddity != AmiOddity.None && !IsLoggedIn) throw _errors.Malformed(message.OddLine);
        if (_pending.Receive(message, out var isPlain))
            _events?.Answered(isPlain);
        else
            _events?.Dispatch(message);
    }
}
