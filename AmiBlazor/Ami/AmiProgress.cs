namespace AmiBlazor.Ami;

/// <summary>How far a session has come. Its reader writes it; anybody may read it at any time.</summary>
internal sealed class AmiProgress
{
    private int _rows;
    private long _bytes;

    /// <summary>Rows of the current list so far.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>Bytes received so far.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public void Report(int rows, long bytes)
    {
        Volatile.Write(ref _rows, rows);
        Volatile.Write(ref _bytes, bytes);
    }
}
