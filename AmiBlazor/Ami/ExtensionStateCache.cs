namespace AmiBlazor.Ami;

/// <summary>
/// The states of the last list of one PBX, found by their bytes: a row that has not changed since makes no object and no string. A loss of the cache costs
/// allocations, nothing else. One list uses it at a time; after a complete list it holds that list's rows alone, and after a failed one nothing, so that it
/// never outgrows <see cref="AmiLimits.Rows"/>.
/// </summary>
/// <remarks>A dictionary of strings would be simpler; the benchmark <c>-- list</c> shows the allocations that this saves.</remarks>
internal sealed class ExtensionStateCache
{
    private const int ChunkBits = 9;
    private const int ChunkSize = 1 << ChunkBits;

    // Entries stay in the order of arrival, in chunks, so that growing copies nothing. The index is an open-addressing table of entry numbers plus one; zero
    // is an empty slot. It is at most three quarters full.
    private readonly List<Entry[]> _chunks = [];
    private readonly HashSet<string> _contexts = new(Utf8TextComparer.Instance);
    private int[] _index = [];
    private int _count;

    // Asterisk lists its hints in the same order every time: the entry after the last one found is nearly always the next one needed.
    private int _expected;
    private int _listRunning;

    /// <summary>How many extensions are known.</summary>
    public int Count => _count;

    /// <summary>Claims the cache for one list.</summary>
    /// <exception cref="InvalidOperationException">Another list is using it.</exception>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _listRunning, 1) != 0)
            throw new InvalidOperationException("A list of extension states is already using this cache; one list at a time.");
        _expected = 0;
    }

    /// <summary>Releases the cache after a failed list, and forgets everything: rows of failed lists must not pile up.</summary>
    public void Abandon()
    {
        Clear();
        Volatile.Write(ref _listRunning, 0);
    }

    /// <summary>Releases the cache after a complete list, and forgets the extensions that were not in it.</summary>
    public void Keep(ReadOnlySpan<ExtensionState> rows)
    {
        if (rows.Length < _count) ForgetOthers(rows);
        Volatile.Write(ref _listRunning, 0);
    }

    /// <summary>The entry of an extension; a new one has no state yet.</summary>
    public ref Entry FindOrAdd(ReadOnlySpan<byte> context, ReadOnlySpan<byte> exten)
    {
        if (_expected < _count)
        {
            ref var expected = ref At(_expected);
            if (IsOf(expected.State!, context, exten))
            {
                _expected++;
                return ref expected;
            }
        }

        context = AmiText.Canonical(context);
        exten = AmiText.Canonical(exten);
        if (_count >= _index.Length / 4 * 3) Grow();
        var hash = (Utf8TextComparer.Hash(context) * 397) ^ Utf8TextComparer.Hash(exten);
        var slot = SlotOf(hash);
        while (_index[slot] is var number and not 0)
        {
            ref var entry = ref At(number - 1);
            if (entry.Hash == hash && IsOf(entry.State!, context, exten))
            {
                _expected = number;
                return ref entry;
            }

            slot = (slot + 1) & (_index.Length - 1);
        }

        return ref Add(hash, slot);
    }

    /// <summary>The one string for a context, of which a list has few.</summary>
    public string Context(ReadOnlySpan<byte> context)
    {
        context = AmiText.Canonical(context);
        var known = _contexts.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!known.TryGetValue(context, out var text)) _contexts.Add(text = AmiText.Decode(context));
        return text;
    }

    private static bool IsOf(ExtensionState state, ReadOnlySpan<byte> context, ReadOnlySpan<byte> exten) =>
        AmiText.Equals(exten, state.Exten) && AmiText.Equals(context, state.Context);

    private ref Entry At(int number) => ref _chunks[number >> ChunkBits][number & (ChunkSize - 1)];

    private int SlotOf(int hash) => (int)((uint)hash * 2654435769u >> 7) & (_index.Length - 1);

    private ref Entry Add(int hash, int slot)
    {
        if (_count >> ChunkBits == _chunks.Count) _chunks.Add(new Entry[ChunkSize]);
        ref var entry = ref At(_count);
        entry.Hash = hash;
        _index[slot] = ++_count;
        _expected = _count;
        return ref entry;
    }

    private void Grow()
    {
        _index = new int[Math.Max(ChunkSize, _index.Length * 2)];
        Index();
    }

    private void Index()
    {
        for (var number = 0; number < _count; number++)
        {
            var slot = SlotOf(At(number).Hash);
            while (_index[slot] != 0) slot = (slot + 1) & (_index.Length - 1);
            _index[slot] = number + 1;
        }
    }

    private void ForgetOthers(ReadOnlySpan<ExtensionState> rows)
    {
        var kept = 0;
        for (var number = 0; number < _count; number++)
        {
            ref var entry = ref At(number);
            if (entry.IsIn(rows)) At(kept++) = entry;
        }

        for (var number = kept; number < _count; number++) At(number) = default;
        _count = kept;
        Array.Clear(_index);
        Index();
        _contexts.Clear();
        foreach (var row in rows) _contexts.Add(row.Context);
    }

    private void Clear()
    {
        _chunks.Clear();
        _contexts.Clear();
        _index = [];
        _count = 0;
    }

    /// <summary>An extension's last state, and its row in the current list.</summary>
    internal struct Entry
    {
        public ExtensionState? State;
        public int Hash;
        public int Row;

        /// <summary>Whether the current list has brought this extension. No two entries share a state object, so the row proves it.</summary>
        public readonly bool IsIn(ReadOnlySpan<ExtensionState> rows) => State is not null && Row < rows.Length && ReferenceEquals(rows[Row], State);
    }
}
