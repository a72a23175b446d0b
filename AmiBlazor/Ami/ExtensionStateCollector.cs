using System.Buffers;
using System.Buffers.Text;

namespace AmiBlazor.Ami;

/// <summary>
/// Collects the rows of one list. Knows no socket and no ActionID: the session hands it the rows that belong to its list. Uses the cache alone from
/// construction to <see cref="Complete"/> or disposal.
/// </summary>
internal sealed class ExtensionStateCollector : IDisposable
{
    private readonly ExtensionStateCache _cache;
    private readonly AmiErrors _errors;
    private readonly int _limit;
    private readonly List<(string Context, string Exten)> _ambiguous = [];
    private ExtensionState[]? _rows;
    private int _count;
    private int _received;

    public ExtensionStateCollector(ExtensionStateCache cache, AmiErrors errors, AmiLimits limits)
    {
        cache.Begin();
        _cache = cache;
        _errors = errors;
        _limit = limits.Rows;
        _rows = ArrayPool<ExtensionState>.Shared.Rent(Math.Max(cache.Count, 256));
    }

    /// <summary>Rows so far, including repeated ones.</summary>
    public int RowsReceived => Volatile.Read(ref _received);

    /// <summary>Adds one <c>ExtensionStatus</c> of the list.</summary>
    /// <exception cref="AmiException">The row cannot be read, or it is one too many.</exception>
    public void Add(in AmiMessage row)
    {
        if (_received == _limit) throw _errors.TooManyRows();
        var fields = ExtensionStateFields.Of(row);
        if (!fields.TryGetStatus(out var status)) throw _errors.BadRow(row);
        ref var entry = ref _cache.FindOrAdd(fields.Context, fields.Exten);
        var listed = entry.IsIn(_rows.AsSpan(0, _count));
        if (listed && !AmiText.Equals(fields.Hint, entry.State!.Hint))
        {
            // Two hints of one name, as 1000 and 1000/555 are: AMI gives both the same. The one whose devices come first by their bytes counts always.
            _ambiguous.Add((entry.State.Context, entry.State.Exten));
            if (string.CompareOrdinal(AmiText.Decode(fields.Hint), entry.State.Hint) > 0)
            {
                Volatile.Write(ref _received, _received + 1);
                return;
            }
        }

        entry.State = entry.State switch
        {
            null => new(_cache.Context(fields.Context), AmiText.Decode(fields.Exten), AmiText.Decode(fields.Hint), status),
            var known when !AmiText.Equals(fields.Hint, known.Hint) => known with { Hint = AmiText.Decode(fields.Hint), Status = status },
            var known when known.Status != status => known with { Status = status },
            var known => known,
        };
        if (!listed) entry.Row = _count++;
        Room()[entry.Row] = entry.State;
        Volatile.Write(ref _received, _received + 1);
    }

    /// <summary>Compares <c>ListItems</c> of the completion with the rows that came.</summary>
    /// <exception cref="AmiMalformedException">They differ: rows are lost.</exception>
    public void CheckCount(in AmiMessage completion)
    {
        // Asterisk ends a list that it could not bring to its end with “cancelled” (astman_send_list_complete_start in main/manager.c).
        if (completion.TryGet(AmiProtocol.EventListHeader, out var end) && !AmiText.Is(end, AmiProtocol.CompleteList))
            throw _errors.Cancelled(AmiText.ForPeople(AmiText.Decode(end)), _received);
        completion.TryGet(AmiProtocol.ListItemsHeader, out var listItems);
        if (!TryParse(listItems, out var announced) || announced != _received)
            throw _errors.WrongCount(AmiText.ForPeople(AmiText.Decode(listItems)), _received);
    }

    /// <summary>The list; the caller owns it from here on.</summary>
    public ExtensionStateList Complete()
    {
        var rows = Interlocked.Exchange(ref _rows, null) ?? throw new ObjectDisposedException(nameof(ExtensionStateCollector));
        _cache.Keep(rows.AsSpan(0, _count));
        return new(rows, _count, _received) { Ambiguous = _ambiguous };
    }

    /// <summary>Drops the rows, unless <see cref="Complete"/> has handed them over.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rows, null) is not { } rows) return;
        _cache.Abandon();
        Return(rows, _count);
    }

    /// <summary>Returns rented rows, cleared: the pool would keep their states alive.</summary>
    public static void Return(ExtensionState[] rows, int count)
    {
        rows.AsSpan(0, count).Clear();
        ArrayPool<ExtensionState>.Shared.Return(rows);
    }

    public static bool TryParse(ReadOnlySpan<byte> digits, out int number) =>
        Utf8Parser.TryParse(digits, out number, out var length) && length == digits.Length;

    private ExtensionState[] Room()
    {
        if (_count <= _rows!.Length) return _rows;
        var larger = ArrayPool<ExtensionState>.Shared.Rent(_rows.Length * 2);
        _rows.CopyTo(larger, 0);
        Return(_rows, _rows.Length);
        return _rows = larger;
    }
}
