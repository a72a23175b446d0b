using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace AmiBlazor.Ami;

/// <summary>The bytes that a session receives: counted, limited, and copied to the transcript if there is one.</summary>
internal sealed class AmiInput(Stream stream, AmiTranscript? transcript, AmiLimits limits, AmiErrors errors, AmiMetrics metrics)
{
    // One block holds what arrives between two throttled reads, so that it takes one system call and a message rarely lies across two blocks.
    private const int BlockSize = 256 * 1024;
    private const int LeastRead = 32 * 1024;

    private readonly PipeReader _reader = PipeReader.Create(stream, new(bufferSize: BlockSize, minimumReadSize: LeastRead, leaveOpen: true));
    private long _unread;

    /// <summary>Bytes received so far.</summary>
    public long Bytes { get; private set; }

    /// <exception cref="AmiLimitExceededException">The session has received more than the limit.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        var result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var received = result.Buffer.Length - _unread;
        Bytes += received;
        metrics.Received(received);
        if (transcript is not null)
        {
            foreach (var block in result.Buffer.Slice(_unread)) transcript.Append(block.Span);
        }

        return Bytes > limits.SessionBytes ? throw errors.TooManyBytes() : result;
    }

    /// <summary>Releases what has been consumed. The rest comes again with the next read, which waits for more bytes.</summary>
    public void Consumed(in ReadResult result, SequencePosition consumed)
    {
        _unread = result.Buffer.Slice(consumed).Length;
        _reader.AdvanceTo(consumed, result.Buffer.End);
    }

    /// <summary>Releases the blocks; no read may be under way.</summary>
    public ValueTask CompleteAsync() => _reader.CompleteAsync();
}
