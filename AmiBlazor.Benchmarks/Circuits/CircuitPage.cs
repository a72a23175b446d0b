namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>A page that circuits open.</summary>
/// <param name="Path">Its path and query.</param>
/// <param name="Columns">How many cards stand side by side in the window, which the browser tells the server; null where there are no cards.</param>
/// <param name="IsVirtualized">Whether the server renders only what the window shows, and so has to be told its height.</param>
internal sealed record CircuitPage(string Path, int? Columns = null, bool IsVirtualized = true)
{
    /// <summary>The grid.</summary>
    public static CircuitPage Grid { get; } = new("/");
}
