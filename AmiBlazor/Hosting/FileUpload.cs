using Microsoft.AspNetCore.Http.Metadata;

namespace AmiBlazor.Hosting;

/// <summary>
/// An endpoint whose body is a file, and may be larger than others: metadata that the framework's server and <see cref="RequestSizeMiddleware"/> obey.
/// </summary>
internal sealed class FileUpload(long maxBytes) : IRequestSizeLimitMetadata
{
    /// <summary>The largest body in bytes.</summary>
    public long MaxBytes { get; } = maxBytes;

    long? IRequestSizeLimitMetadata.MaxRequestBodySize => MaxBytes;
}
