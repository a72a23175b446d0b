using System.Buffers;

namespace AmiBlazor.Ami;

/// <summary>
/// The bytes that a session received, in rented blocks, for the snapshot file. Limited by <see cref="AmiLimits.SessionBytes"/>. It holds nothing that we sent,
/// and so no secret. The session's reader writes it; others read it once it is sealed or the session is gone.
/// </summary>
internal sealed class AmiTranscript : IDisposable
{
    private const int BlockSize = 128 * 1024;

    // The reader may still be writing when the owner disposes of it.
    private readonly Lock _gate = new();
    private readonly List<byte[]> _blocks = [];
    private int _used = BlockSize;
    private bool _sealed;

    /// <summary>The received bytes in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks
    {
        get
        {
            lock (_gate)
            {
                var blocks = new ReadOnlyMemory<byte>[_blocks.Count];
                for (var i = 0; i < blocks.Length; i++)
                    blocks[i] = _blocks[i].AsMemory(0, i == blocks.Length - 1 ? _used : BlockSize);
                return blocks;
            }
        }
    }

    public long Length
    {
        get
        {
            lock (_gate) return _blocks.Count == 0 ? 0 : ((_blocks.Count - 1L) * BlockSize) + _used;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            while (!_sealed && !bytes.IsEmpty)
            {
                if (_used == BlockSize)
                {
                    _blocks.Add(ArrayPool<byte>.Shared.Rent(BlockSize));
                    _used = 0;
                }

                var count = Math.Min(bytes.Length, BlockSize - _used);
                bytes[..count].CopyTo(_blocks[^1].AsSpan(_used));
                _used += count;
                bytes = bytes[count..];
            }
        }
    }

    /// <summary>Takes nothing more: the rest is the answer to the logoff. A second call is harmless.</summary>
    public void Seal()
    {
        lock (_gate) _sealed = true;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _sealed = true;
            foreach (var block in _blocks) ArrayPool<byte>.Shared.Return(block);
            _blocks.Clear();
            _used = BlockSize;
        }
    }
}
