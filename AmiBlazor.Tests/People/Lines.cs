using System.Text;

namespace AmiBlazor.Tests.People;

/// <summary>A CSV file that is made while it is read: nobody holds it as a whole.</summary>
/// <param name="line">Makes a line of its number, from 1.</param>
/// <param name="bytes">At least so many.</param>
internal sealed class Lines(Func<int, string> line, long bytes) : Stream
{
    private byte[] _rest = Encoding.UTF8.GetBytes("extension,name\n");
    private int _at;
    private int _number;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get; set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == _rest.Length)
        {
            if (Position >= bytes) return new ValueTask<int>(0);
            (_rest, _at) = (Encoding.UTF8.GetBytes(line(++_number) + "\n"), 0);
        }

        var count = Math.Min(buffer.Length, _rest.Length - _at);
        _rest.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        Position += count;
        return new ValueTask<int>(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
