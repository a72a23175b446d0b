namespace AmiBlazor.Calls;

/// <summary>
/// The calls that this program has the PBX place: it rings a person's own phone first, so that the PBX seems to call it, but the phone is the caller's.
/// Thread-safe.
/// </summary>
internal sealed class PlacedCalls
{
    /// <summary>The most that are kept until their channels are seen; of more, the oldest are forgotten.</summary>
    private const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>A call is about to be placed.</summary>
    /// <param name="channelId">The Uniqueid that the phone's channel will have, which nobody else can guess.</param>
    /// <param name="number">The number that is dialled for it.</param>
    public void Add(string channelId, string number)
    {
        lock (_lock)
        {
            if (_order.Count == Most) _numbers.Remove(_order.Dequeue());
            _order.Enqueue(channelId);
            _numbers[channelId] = number;
        }
    }

    /// <summary>The number that is dialled for a channel; null when the program has not placed it.</summary>
    public string? Take(string channelId)
    {
        lock (_lock) return _numbers.Remove(channelId, out var number) ? number : null;
    }
}
