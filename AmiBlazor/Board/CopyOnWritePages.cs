namespace AmiBlazor.Board;

/// <summary>
/// Rows by their slots, in pages; a page that a <see cref="BoardSnapshot"/> holds is copied before it changes. Written and shared under the board's lock;
/// only the holder of the PBX's write lock reads it without that.
/// </summary>
internal sealed class CopyOnWritePages
{
    /// <summary>Rows in a page. Small, because a change of one row copies its page; large, because every snapshot holds one reference to each page.</summary>
    public const int Size = 256;

    private readonly List<BoardRow?[]> _pages = [];
    private readonly List<bool> _shared = [];

    public BoardRow this[int slot]
    {
        get => _pages[slot / Size][slot % Size]!;
        set
        {
            var page = slot / Size;
            if (page == _pages.Count)
            {
                _pages.Add(new BoardRow?[Size]);
                _shared.Add(false);
            }

            Own(page)[slot % Size] = value;
        }
    }

    /// <summary>Takes the row out of the last slot.</summary>
    public void RemoveLast(int slot)
    {
        var page = slot / Size;
        if (slot % Size > 0)
        {
            Own(page)[slot % Size] = null;
            return;
        }

        _pages.RemoveAt(page);
        _shared.RemoveAt(page);
    }

    /// <summary>Hands out the pages, which do not change any more.</summary>
    public IEnumerable<BoardRow?[]> Share()
    {
        for (var page = 0; page < _shared.Count; page++) _shared[page] = true;
        return _pages;
    }

    /// <summary>A page that may change: a copy, where a snapshot holds the page itself.</summary>
    private BoardRow?[] Own(int page)
    {
        if (_shared[page])
        {
            _pages[page] = [.. _pages[page]];
            _shared[page] = false;
        }

        return _pages[page];
    }
}
