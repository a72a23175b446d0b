using System.Net;

namespace AmiBlazor.Tests.Secrets;

/// <summary>A body of HTTP that is searched as far as it was read, when it has come to its end or is left: some never end.</summary>
internal sealed class SearchedContent : HttpContent
{
    private readonly SecretSearch _search;
    private readonly string _where;
    private readonly HttpContent _inner;

    public SearchedContent(SecretSearch search, string where, HttpContent inner)
    {
        (_search, _where, _inner) = (search, where, inner);
        foreach (var (name, values) in inner.Headers) Headers.TryAddWithoutValidation(name, values);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var body = await CreateContentReadStreamAsync(cancellationToken);
        await body.CopyToAsync(stream, cancellationToken);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new Body(_search, _where, await _inner.ReadAsStreamAsync(cancellationToken));

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Body(SecretSearch search, string where, Stream inner) : Stream
    {
        private readonly MemoryStream _read = new();
        private bool _left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var got = inner.Read(buffer, offset, count);
            _read.Write(buffer, offset, got);
            return got;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var got = await inner.ReadAsync(buffer, cancellationToken);
            _read.Write(buffer.Span[..got]);
            return got;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_left)
            {
                _left = true;
                search.Bytes(SearchedPlace.Answer, where, _read.GetBuffer().AsSpan(0, (int)_read.Length));
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
