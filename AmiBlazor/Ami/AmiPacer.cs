namespace AmiBlazor.Ami;

/// <summary>
/// Lets a few milliseconds pass between the reads of a long list. Asterisk writes three small pieces a row, and a reader that is woken for each
/// costs both sides many times more than the list itself, while Asterisk holds its lock on the hints. The gap stays far below Asterisk's write
/// timeout (100 ms unless <c>writetimeout</c> says otherwise); a short list is over before a first gap would end.
/// </summary>
internal sealed class AmiPacer(TimeProvider time)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(3);

    private const int LongList = 64 * 1024;

    private PendingList? _list;
    private long _start;

    /// <summary>Called after each read.</summary>
    /// <param name="list">The list under way; null when there is none.</param>
    /// <param name="before">The session's bytes before this read.</param>
    /// <param name="bytes">The session's bytes now.</param>
    /// <param name="cancellationToken">The session's end.</param>
    public Task WaitAsync(PendingList? list, long before, long bytes, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(list, _list))
        {
            _list = list;
            _start = before;
        }

        return list is null || list.End.IsCompleted || bytes - _start < LongList ? Task.CompletedTask : Task.Delay(Gap, time, cancellationToken);
    }
}
