namespace AmiBlazor.Extensions;

/// <summary>
/// The rows of one PBX on the <see cref="Board"/>. Written under the board's lock, by whoever has the PBX's turn to write; so others
/// read it under that lock, and the one who has the turn reads it without.
/// </summary>
internal sealed class PbxBoard(string server)
{
    private const int None = -1;

    private readonly Dictionary<string, Dictionary<string, int>> _slots = new(StringComparer.Ordinal);

    // A slot for each row, never given up. The slots are chained in the order in which their rows changed, so that "what changed since"
    // is the end of the chain: one entry an extension however often it changed.
    private Slot[] _rows = [];
    private int _newest = None;

    private long _factsVersion;

    // Rows of one context mostly come together.
    private string? _lastContext;
    private Dictionary<string, int>? _lastExtens;

    public string Server { get; } = server;

    public BoardPbx Facts { get; private set; } = new(server, null);

    public int Count { get; private set; }

    /// <summary>The row in a slot, from 0 to <see cref="Count"/> - 1.</summary>
    public BoardRow this[int slot] => _rows[slot].Row;

    /// <summary>The slot of an extension, or a negative number. Only for whoever has the turn.</summary>
    public int Find(string context, string exten)
    {
        if (!ReferenceEquals(context, _lastContext))
        {
            _lastExtens = _slots.GetValueOrDefault(context);
            _lastContext = context;
        }

        return _lastExtens is not null && _lastExtens.TryGetValue(exten, out var slot) ? slot : None;
    }

    /// <summary>Takes a row in, or in the place of the one with its key.</summary>
    public void Put(BoardRow row, long version)
    {
        if (!_slots.TryGetValue(row.Key.Context, out var extens))
        {
            _slots.Add(row.Key.Context, extens = new Dictionary<string, int>(StringComparer.Ordinal));
            _lastContext = null;
        }

        if (extens.TryGetValue(row.Key.Exten, out var slot))
        {
            Unchain(slot);
        }
        else
        {
            slot = Count++;
            if (slot == _rows.Length)
                Array.Resize(ref _rows, Math.Max(16, _rows.Length * 2));
            extens.Add(row.Key.Exten, slot);
        }

        _rows[slot] = new Slot { Row = row, Version = version, Older = _newest, Newer = None };
        if (_newest != None)
            _rows[_newest].Newer = slot;
        _newest = slot;
    }

    public void PutFacts(BoardPbx facts, long version)
    {
        Facts = facts;
        _factsVersion = version;
    }

    /// <summary>Makes room, so that a first list does not grow the table step by step.</summary>
    public void EnsureCapacity(int rows)
    {
        if (_rows.Length < rows)
            Array.Resize(ref _rows, rows);
    }

    public void CopyRows(Span<BoardRow> target)
    {
        for (var slot = 0; slot < Count; slot++)
            target[slot] = _rows[slot].Row;
    }

    public bool FactsChangedSince(long version) => _factsVersion > version;

    /// <summary>How many rows changed after a version; stops counting past the limit.</summary>
    public int CountSince(long version, int limit)
    {
        var count = 0;
        for (var slot = _newest; slot != None && _rows[slot].Version > version && count <= limit; slot = _rows[slot].Older)
            count++;
        return count;
    }

    /// <summary>Adds the rows that changed after a version, the latest change first.</summary>
    public void CollectSince(long version, List<BoardRow> rows)
    {
        for (var slot = _newest; slot != None && _rows[slot].Version > version; slot = _rows[slot].Older)
            rows.Add(_rows[slot].Row);
    }

    private void Unchain(int slot)
    {
        var (older, newer) = (_rows[slot].Older, _rows[slot].Newer);
        if (older != None)
            _rows[older].Newer = newer;
        if (newer != None)
            _rows[newer].Older = older;
        else
            _newest = older;
    }

    private struct Slot
    {
        public BoardRow Row;
        public long Version;
        public int Older;
        public int Newer;
    }
}
