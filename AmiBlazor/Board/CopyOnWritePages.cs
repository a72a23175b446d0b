namespace AmiBlazor.Board;

/// <summary>
/// Rows by their slots, in pages that are copied before they change when a <see cref="BoardSnapshot"/> shows them. Written and shared under the board's
/// lock; read without it only by whoever has the turn to write.
/// </summary>
internal sealed class CopyOnWritePages
{
    /// <summary>Rows of a page: small, because a change of one row copies its page; large, because every picture holds one reference to each.</summary>
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
            else if (_shared[page])
            {
                _pages[page] = [.. _pages[page]];
                _shared[page] = false;
            }

            _pages[page][slot % Size] = value;
        }
    }

    /// <summary>Hands out the pages, which do not change from now on.</summary>
    public IEnumerable<BoardRow?[]> Share()
    {
        for (var page = 0; page < _shared.Count; page++) _shared[page] = true;
        return _pages;
    }
}
