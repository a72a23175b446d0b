using System.Diagnostics.CodeAnalysis;

namespace AmiBlazor.Control;

/// <summary>
/// One act at a time for each conversation: whoever acts on one of its channels has all of them until it is done. The next waits. Two who press the code of
/// a recording at once would end each other's, and two who park the two sides of a call would each hang up the other's party.
/// </summary>
internal sealed class ControlTurns
{
    // Guards the table. A turn takes all of its channels at once or none, so that nobody waits for somebody who waits.
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Server, string ChannelId), Turn> _taken = [];

    /// <summary>Waits until nobody acts on any of these channels, and takes them.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="channels">Tells the Uniqueids; asked again after each wait, since the conversation may be another then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Gives the channels back when it is disposed of.</returns>
    public async Task<Turn> TakeAsync(string server, Func<IReadOnlyCollection<string>> channels, CancellationToken cancellationToken)
    {
        var isAfterChange = false;
        while (true)
        {
            var turn = new Turn(this, server, channels()) { IsAfterChange = isAfterChange };
            if (TryTake(turn, out var former)) return turn;
            isAfterChange |= await former.WaitAsync(cancellationToken);
        }
    }

    /// <param name="turn">Takes all of its channels.</param>
    /// <param name="former">The end of a turn that has one of them; null when all of them are taken now.</param>
    private bool TryTake(Turn turn, [NotNullWhen(false)] out Task<bool>? former)
    {
        lock (_lock)
        {
            foreach (var key in turn.Keys)
            {
                if (!_taken.TryGetValue(key, out var other)) continue;
                former = other.Ended;
                return false;
            }

            foreach (var key in turn.Keys) _taken[key] = turn;
            former = null;
            return true;
        }
    }

    private void Free(Turn turn)
    {
        lock (_lock)
        {
            foreach (var key in turn.Keys) _taken.Remove(key);
        }
    }

    internal sealed class Turn(ControlTurns turns, string server, IReadOnlyCollection<string> channels) : IDisposable
    {
        private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<(string Server, string ChannelId)> Keys { get; } = [.. channels.Distinct(StringComparer.Ordinal).Select(id => (server, id))];

        /// <summary>Completes when the channels are free: whether what was done has changed who talks to whom.</summary>
        public Task<bool> Ended => _ended.Task;

        /// <summary>Whether it has waited for something that changed who talks to whom.</summary>
        public bool IsAfterChange { get; init; }

        /// <summary>Whether what was done has changed who talks to whom.</summary>
        public bool HasChanged { get; set; }

        public void Dispose()
        {
            if (_ended.Task.IsCompleted) return;
            turns.Free(this);
            _ended.TrySetResult(HasChanged);
        }
    }
}
