using System.Runtime.InteropServices;

namespace AmiBlazor.Board;

/// <summary>
/// The rows of one PBX on the <see cref="LiveBoard"/>. Written by the holder of the PBX's write lock, under the board's lock. So the holder may read it
/// without the board's lock, and everybody else with it.
/// </summary>
internal sealed class PbxBoard(string server)
{
    /// <summary>The most extensions of one PBX, those that are gone included: as many as a list may have.</summary>
    public const int MostRows = 100_000;

    /// <summary>The most characters of their names and hints together: 64 MB. Real ones stay far below, with about 100 an extension.</summary>
    public const long MostCharacters = 32 * 1024 * 1024;

    private const int None = -1;

    private readonly Dictionary<string, Dictionary<string, int>> _contexts = new(StringComparer.Ordinal);

    // Each row has a slot, and keeps it until rows are removed. The slots are chained in the order in which their rows changed, so that "what changed
    // since" is the end of the chain: one entry for each extension, however often it changed.
    private readonly CopyOnWritePages _rows = new();
    private Slot[] _slots = [];
    private int _newest = None;

    private long _factsVersion;
    private long _removedVersion;

    // Rows of one context mostly come one after the other.
    private string? _lastContext;
    private Dictionary<string, int>? _lastExtens;

    public string Server { get; } = server;

    public BoardPbx Facts { get; private set; } = new(server, null);

    public int Count { get; private set; }

    /// <summary>How many characters the names and hints of all rows have.</summary>
    public long Characters { get; private set; }

    /// <summary>The dialplan contexts of its rows.</summary>
    public IEnumerable<string> Contexts => _contexts.Keys;

    /// <summary>The row in a slot, from 0 to <see cref="Count"/> - 1.</summary>
    public BoardRow this[int slot] => _rows[slot];

    /// <summary>The slot of an extension, or a negative number. Only for the holder of the PBX's write lock.</summary>
    public int Find(string context, string exten)
    {
        if (!ReferenceEquals(context, _lastContext))
        {
            _lastExtens = _contexts.GetValueOrDefault(context);
            _lastContext = context;
        }

        return _lastExtens is not null && _lastExtens.TryGetValue(exten, out var slot) ? slot : None;
    }

    /// <summary>The same, where the extension is likely to be in a certain slot: a list mostly has the order of the board.</summary>
    public int Find(string context, string exten, int likely)
    {
        if (likely >= Count) return Find(context, exten);
        var key = _rows[likely].Key;
        return string.Equals(key.Exten, exten, StringComparison.Ordinal) && string.Equals(key.Context, context, StringComparison.Ordinal)
            ? likely
            : Find(context, exten);
    }

    /// <summary>Adds a row, or replaces the row with the same key.</summary>
    public void Set(BoardRow row, long version)
    {
        if (!_contexts.TryGetValue(row.Key.Context, out var extens))
        {
            _contexts.Add(row.Key.Context, extens = new Dictionary<string, int>(StringComparer.Ordinal));
            _lastContext = null;
        }

        if (extens.TryGetValue(row.Key.Exten, out var slot))
        {
            Characters -= _rows[slot].Hint.Length;
            Unchain(slot);
        }
        else
        {
            Characters += row.Key.Context.Length + row.Key.Exten.Length;
            slot = Count++;
            if (slot == _slots.Length) Array.Resize(ref _slots, Math.Max(16, _slots.Length * 2));
            extens.Add(row.Key.Exten, slot);
        }

        Characters += row.Hint.Length;
        _rows[slot] = row;
        _slots[slot] = new Slot { Version = version, Older = _newest, Newer = None };
        if (_newest != None) _slots[_newest].Newer = slot;
        _newest = slot;
    }

    /// <summary>Takes a row off the board. The last row moves into its slot.</summary>
    public void Remove(ExtensionKey key, long version)
    {
        if (!_contexts.TryGetValue(key.Context, out var extens) || !extens.Remove(key.Exten, out var slot)) return;
        if (extens.Count == 0) _contexts.Remove(key.Context);
        _lastContext = null;
        _removedVersion = version;
        Characters -= key.Context.Length + key.Exten.Length + _rows[slot].Hint.Length;
        Unchain(slot);
        var last = --Count;
        if (slot != last)
        {
            var moved = _rows[last];
            _rows[slot] = moved;
            _contexts[moved.Key.Context][moved.Key.Exten] = slot;
            var (older, newer) = (_slots[last].Older, _slots[last].Newer);
            _slots[slot] = _slots[last];
            if (older != None) _slots[older].Newer = slot;
            if (newer != None)
                _slots[newer].Older = slot;
            else
                _newest = slot;
        }

        _rows.RemoveLast(last);
    }

    public void SetFacts(BoardPbx facts, long version)
    {
        Facts = facts;
        _factsVersion = version;
    }

    /// <summary>
    /// What of other rows is not on the board as it is, and which rows of the board are not among them. Only for the holder of the write lock.
    /// </summary>
    public (List<BoardRow> Changed, List<ExtensionKey> Gone) Compare(IReadOnlyList<BoardRow> rows)
    {
        var (changed, gone, known) = (new List<BoardRow>(), new List<ExtensionKey>(), 0);
        for (var index = 0; index < rows.Count; index++)
        {
            var slot = Find(rows[index].Key.Context, rows[index].Key.Exten, index);
            if (slot != None) known++;
            if (slot == None || _rows[slot] != rows[index]) changed.Add(rows[index]);
        }

        if (known == Count) return (changed, gone);
        var keys = new HashSet<ExtensionKey>(rows.Select(row => row.Key));
        for (var slot = 0; slot < Count; slot++)
        {
            if (!keys.Contains(_rows[slot].Key)) gone.Add(_rows[slot].Key);
        }

        return (changed, gone);
    }

    /// <summary>Makes room for this many rows, so that a first list does not grow the table step by step.</summary>
    public void EnsureCapacity(int rows)
    {
        if (_slots.Length < rows) Array.Resize(ref _slots, rows);
    }

    public void CopyRows(Span<BoardRow> target)
    {
        for (var slot = 0; slot < Count; slot++) target[slot] = _rows[slot];
    }

    /// <summary>The rows of this moment, for a snapshot of the board.</summary>
    public IEnumerable<BoardRow?[]> SharePages() => _rows.Share();

    public bool FactsChangedSince(long version) => _factsVersion > version;

    /// <summary>Whether rows have left after a version.</summary>
    public bool HasRemovedSince(long version) => _removedVersion > version;

    /// <summary>How many rows changed after a version; stops counting past the limit.</summary>
    public int CountSince(long version, int limit)
    {
        var count = 0;
        for (var slot = _newest; slot != None && _slots[slot].Version > version && count <= limit; slot = _slots[slot].Older)
            count++;
        return count;
    }

    /// <summary>Adds the rows that changed after a version, the latest change first.</summary>
    public void CollectSince(long version, List<BoardRow> rows)
    {
        for (var slot = _newest; slot != None && _slots[slot].Version > version; slot = _slots[slot].Older)
            rows.Add(_rows[slot]);
    }

    private void Unchain(int slot)
    {
        var (older, newer) = (_slots[slot].Older, _slots[slot].Newer);
        if (older != None) _slots[older].Newer = newer;
        if (newer != None)
            _slots[newer].Older = older;
        else
            _newest = older;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public long Version;
        public int Older;
        public int Newer;
    }
}
