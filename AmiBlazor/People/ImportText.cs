using System.Text;

namespace AmiBlazor.People;

/// <summary>
/// Reads a file as text while it arrives: UTF-8, or UTF-16 with a byte order mark. Whatever else it is, is refused: a guess would turn names into others.
/// </summary>
internal sealed class ImportText : TextReader
{
    /// <summary>The largest file in bytes.</summary>
    public const long MaxBytes = 20 * 1024 * 1024;

    private const int MarkLength = 4;

    // A first line is shorter.
    private const int MaxPeeked = 8 * 1024;

    private readonly StreamReader _reader;
    private ReadOnlyMemory<char> _peeked;

    private ImportText(Stream content, Encoding encoding) =>
        _reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 32 * 1024, leaveOpen: true);

    /// <summary>Begins to read.</summary>
    /// <exception cref="ImportException">The file is empty, or no text.</exception>
    public static async Task<ImportText> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = new byte[MarkLength];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == 0) throw new ImportException($"The file is empty.");
        var (encoding, mark) = start.AsSpan(0, length) switch
        {
            [0xff, 0xfe, 0, 0] or [0, 0, 0xfe, 0xff] => throw NotUnicode(),
            [0x50, 0x4b, 3, 4] or [0xd0, 0xcf, 0x11, 0xe0] =>
                throw new ImportException($"The file is a workbook. Save it as “CSV UTF-8” in your spreadsheet, and import that file."),
            [0xff, 0xfe, ..] => ((Encoding)new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true), 2),
            [0xfe, 0xff, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true), 2),
            [0xef, 0xbb, 0xbf, ..] => (new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), 3),
            _ => (new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), 0),
        };
        return new ImportText(new Content(start.AsMemory(mark, length - mark), stream, mark), encoding);
    }

    /// <summary>The first line, or as much of it as is looked at; it is still to be read.</summary>
    public async Task<string> PeekLineAsync(CancellationToken cancellationToken)
    {
        var peeked = new char[MaxPeeked];
        var length = 0;
        while (length < peeked.Length)
        {
            var read = await ReadAsync(peeked.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || peeked.AsSpan(length - read, read).ContainsAny('\r', '\n')) break;
        }

        _peeked = peeked.AsMemory(0, length);
        var end = _peeked.Span.IndexOfAny('\r', '\n');
        return new string(end < 0 ? _peeked.Span : _peeked.Span[..end]);
    }

    public override int Read(Span<char> buffer) => throw new NotSupportedException("A file is read asynchronously.");

    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException("A file is read asynchronously.");

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (_peeked.Length > 0)
        {
            var count = Math.Min(_peeked.Length, buffer.Length);
            _peeked[..count].CopyTo(buffer);
            _peeked = _peeked[count..];
            return count;
        }

        try
        {
            var read = await _reader.ReadAsync(buffer, cancellationToken);

            // No text has NUL: what looks like UTF-8 is UTF-16 without its mark, or no text at all.
            return buffer.Span[..read].Contains('\0') ? throw NotUnicode() : read;
        }
        catch (DecoderFallbackException)
        {
            throw NotUnicode();
        }
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader.Dispose();
        base.Dispose(disposing);
    }

    private static ImportException NotUnicode() =>
        new($"The file is not text in UTF-8, or in UTF-16 with a byte order mark. Save it as “CSV UTF-8” in your spreadsheet, and import that file.");

    /// <summary>The rest of a stream behind bytes that were read from it; no more bytes than a file may have.</summary>
    private sealed class Content(ReadOnlyMemory<byte> start, Stream rest, long read) : Stream
    {
        private ReadOnlyMemory<byte> _start = start;
        private long _read = read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count;
            if (_start.Length > 0)
            {
                count = Math.Min(_start.Length, buffer.Length);
                _start[..count].CopyTo(buffer);
                _start = _start[count..];
            }
            else
            {
                count = await rest.ReadAsync(buffer, cancellationToken);
            }

            _read += count;
            return _read > MaxBytes ? throw new ImportException($"The file has more than {MaxBytes / (1024 * 1024):N0} MB. Split it into several files.") : count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A file is read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
