using AmiBlazor.Board;

namespace AmiBlazor.Control;

/// <summary>
/// What is being done at the same time: of each PBX a few things, because each opens a connection, and of each extension's own phone one, so that a second
/// click does not ring it twice.
/// </summary>
internal sealed class ControlPlaces
{
    /// <summary>The most at the same time on one PBX.</summary>
    public const int Most = 20;

    // Guards both.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly HashSet<ExtensionKey> _phones = [];

    /// <returns>Gives the place back when it is disposed of.</returns>
    /// <exception cref="ControlException">There is none.</exception>
    public IDisposable Take(string server, ExtensionKey? phone)
    {
        lock (_lock)
        {
            var running = _running.GetValueOrDefault(server);
            if (running >= Most) throw new ControlException(ControlOutcome.Refused, ControlMessages.TooMany(server));
            if (phone is { } key && !_phones.Add(key)) throw new ControlException(ControlOutcome.Invalid, ControlMessages.OwnPhoneAsked(key.Exten));
            _running[server] = running + 1;
        }

        return new Place(this, server, phone);
    }

    private void Free(string server, ExtensionKey? phone)
    {
        lock (_lock)
        {
            _running[server]--;
            if (phone is { } key) _phones.Remove(key);
        }
    }

    private sealed class Place(ControlPlaces places, string server, ExtensionKey? phone) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0) places.Free(server, phone);
        }
    }
}
