namespace AmiBlazor.Hosting;

/// <summary>How large a request may be: section <c>Limits</c>.</summary>
internal sealed class RequestSizeOptions
{
    /// <summary>The longest request body in bytes, 4,096 to 16,777,216.</summary>
    public int RequestBytes { get; set; } = 64 * 1024;
}
