using System.Buffers;
using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>
/// What a list, or the answers of single queries, would change: a pure comparison with the board, in one pass over either side.
/// </summary>
internal sealed class SnapshotDiff
{
    private HashSet<(string Context, string Exten)>? _younger;

    private SnapshotDiff()
    {
    }

    /// <summary>Nothing at all.</summary>
    public static SnapshotDiff None => new();

    /// <summary>Known extensions whose row becomes another, before and after.</summary>
    public List<(BoardRow Before, BoardRow After)> Updated { get; } = [];

    /// <summary>The ids of all of <see cref="Updated"/> whose status becomes another, by the number it becomes.</summary>
    public Dictionary<int, List<int>> ChangedTo { get; } = [];

    /// <summary>Those of them that were present with this hint and are: nothing of theirs moves but the status and its times.</summary>
    public Dictionary<int, List<int>> OnlyStatusTo { get; } = [];

    /// <summary>Those of <see cref="Updated"/> of which something else moves.</summary>
    public List<BoardRow> Rewritten { get; } = [];

    /// <summary>Known extensions of which only <see cref="BoardRow.LastSeen"/> moves; the rows as they become.</summary>
    public List<BoardRow> Seen { get; } = [];

    /// <summary>The ids of those of <see cref="Updated"/> whose <see cref="BoardRow.SeenBy"/> moves.</summary>
    public List<int> SourceChanged { get; } = [];

    /// <summary>Extensions not known before; their rows come to be when the database has given them an id.</summary>
    public List<SnapshotRow> Added { get; } = [];

    /// <summary>How many of <see cref="Updated"/> got another status.</summary>
    public int Changed { get; private set; }

    /// <summary>How many of <see cref="Updated"/> were present and are no longer.</summary>
    public int MarkedOffline { get; private set; }

    /// <summary>How many extensions the board tells otherwise than the PBX.</summary>
    public int Differing => Updated.Count + Added.Count;

    /// <summary>
    /// Compares a complete list. Where it holds an extension twice, which a reload of the dialplan can bring about, the last row counts.
    /// </summary>
    /// <param name="known">The PBX's rows; the caller has the turn to write them.</param>
    /// <param name="snapshot">The list.</param>
    /// <param name="at">When it was asked for, as stored.</param>
    /// <param name="now">As stored.</param>
    /// <param name="younger">Extensions that were heard of live since it was asked for: neither its row for one nor its absence counts. Null for none.</param>
    public static SnapshotDiff OfList(
        PbxBoard known, ExtensionSnapshot snapshot, DateTimeOffset at, DateTimeOffset now, HashSet<(string Context, string Exten)>? younger = null)
    {
        var contexts = snapshot.Contexts.Count == 0 ? null : snapshot.Contexts.ToHashSet(StringComparer.Ordinal);
        var diff = new SnapshotDiff { _younger = younger };
        diff.Compare(known, snapshot.Rows.Span, at, now, isList: true, contexts);
        return diff;
    }

    /// <summary>Compares answers of single queries: what is not among them is left alone.</summary>
    public static SnapshotDiff OfAnswers(
        PbxBoard known, ReadOnlySpan<SnapshotRow> answers, DateTimeOffset at, DateTimeOffset now, HashSet<(string Context, string Exten)>? younger = null)
    {
        var diff = new SnapshotDiff { _younger = younger };
        diff.Compare(known, answers, at, now, isList: false, contexts: null);
        return diff;
    }

    private void Compare(
        PbxBoard known, ReadOnlySpan<SnapshotRow> rows, DateTimeOffset at, DateTimeOffset now, bool isList, HashSet<string>? contexts)
    {
        // For each slot of the board the number of the row that speaks of it, counted from 1; 0 for none.
        var rowOfSlot = ArrayPool<int>.Shared.Rent(known.Count);
        try
        {
            Array.Clear(rowOfSlot, 0, known.Count);
            Match(known, rows, rowOfSlot);
            for (var slot = 0; slot < known.Count; slot++)
            {
                var before = known[slot];
                if (_younger is not null && _younger.Contains((before.Key.Context, before.Key.Exten)))
                    continue;
                if (rowOfSlot[slot] != 0)
                    CompareRow(before, rows[rowOfSlot[slot] - 1], at, now, isList);
                else if (isList && before.Present && (contexts is null || contexts.Contains(before.Key.Context)))
                    Gone(before, known.Facts.LastListAt, at, now);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rowOfSlot);
        }
    }

    private void Match(PbxBoard known, ReadOnlySpan<SnapshotRow> rows, int[] rowOfSlot)
    {
        Dictionary<(string, string), int>? addedAt = null;
        for (var number = 0; number < rows.Length; number++)
        {
            ref readonly var row = ref rows[number];
            var slot = known.Find(row.Context, row.Exten);
            if (slot >= 0)
            {
                rowOfSlot[slot] = number + 1;
                continue;
            }

            if (_younger is not null && _younger.Contains((row.Context, row.Exten)))
                continue;
            addedAt ??= [];
            if (addedAt.TryAdd((row.Context, row.Exten), Added.Count))
                Added.Add(row);
            else
                Added[addedAt[(row.Context, row.Exten)]] = row;
        }
    }

    private void CompareRow(BoardRow before, in SnapshotRow row, DateTimeOffset at, DateTimeOffset now, bool isList)
    {
        var isSameHint = string.Equals(row.Hint, before.Hint, StringComparison.Ordinal);
        if (row.StatusCode == before.StatusCode && before.Present && isSameHint)
        {
            // A list says so for all at once, by the PBX's list time. An answer can only say it in the row.
            if (!isList && at > before.LastSeen)
                Seen.Add(before with { LastSeen = at, SeenBy = ChangeSource.Refresh });
            return;
        }

        // Where the hint is the same the known string stays: that tells Update so, and the list's strings need not be kept.
        var hint = isSameHint ? before.Hint : row.Hint;
        // What a list moves is as old as the list, which then counts; only of an answer the row must tell where it comes from.
        var after = before with { Hint = hint, StatusCode = row.StatusCode, Present = true, LastSeen = at, UpdatedAt = now };
        if (!isList && !string.Equals(before.SeenBy, ChangeSource.Refresh, StringComparison.Ordinal))
        {
            after = after with { SeenBy = ChangeSource.Refresh };
            SourceChanged.Add(after.Id);
        }

        Update(before, after, at);
    }

    private void Gone(BoardRow before, DateTimeOffset? lastListAt, DateTimeOffset at, DateTimeOffset now)
    {
        MarkedOffline++;
        var after = before with
        {
            StatusCode = ExtensionStatusExtensions.OfflineCode,
            Present = false,
            LastSeen = before.LastSeenWith(lastListAt),
            UpdatedAt = now,
        };
        Update(before, after, at);
    }

    private void Update(BoardRow before, BoardRow after, DateTimeOffset at)
    {
        if (after.StatusCode == before.StatusCode)
        {
            Updated.Add((before, after));
            Rewritten.Add(after);
            return;
        }

        after = after with { LastStatusChange = at };
        Changed++;
        Updated.Add((before, after));
        Add(ChangedTo, after);
        if (before.Present && after.Present && ReferenceEquals(before.Hint, after.Hint))
            Add(OnlyStatusTo, after);
        else
            Rewritten.Add(after);
    }

    private static void Add(Dictionary<int, List<int>> ids, BoardRow row)
    {
        if (!ids.TryGetValue(row.StatusCode, out var group))
            ids.Add(row.StatusCode, group = []);
        group.Add(row.Id);
    }
}
