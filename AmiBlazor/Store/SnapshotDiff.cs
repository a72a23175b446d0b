using System.Buffers;
using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>
/// The changes that a list, or the answers of single queries, make: a pure comparison with the board, in one pass over each side.
/// </summary>
internal sealed class SnapshotDiff
{
    private HashSet<(string Context, string Exten)>? _younger;
    private HintIndex? _hints;

    private SnapshotDiff()
    {
    }

    /// <summary>No change.</summary>
    public static SnapshotDiff None => new();

    /// <summary>Known extensions whose row changes, before and after.</summary>
    public List<(BoardRow Before, BoardRow After)> Updated { get; } = [];

    /// <summary>The ids of all <see cref="Updated"/> extensions with a new status, by that status.</summary>
    public Dictionary<int, List<int>> ChangedTo { get; } = [];

    /// <summary>The ids among them of extensions that stay present with the same hint: only their status and its times change.</summary>
    public Dictionary<int, List<int>> OnlyStatusTo { get; } = [];

    /// <summary>The <see cref="Updated"/> extensions of which something else changes.</summary>
    public List<BoardRow> Rewritten { get; } = [];

    /// <summary>Known extensions of which only <see cref="BoardRow.LastSeen"/> changes, after the change.</summary>
    public List<BoardRow> Seen { get; } = [];

    /// <summary>The ids of the <see cref="Updated"/> extensions whose <see cref="BoardRow.SeenBy"/> changes.</summary>
    public List<int> SourceChanged { get; } = [];

    /// <summary>New extensions; the database gives them an id.</summary>
    public List<SnapshotRow> Added { get; } = [];

    /// <summary>How many extensions are not in <see cref="Added"/>, because so many are known.</summary>
    public int NotAdded { get; private set; }

    /// <summary>How many known extensions the PBX listed before.</summary>
    public int ListedBefore { get; private set; }

    /// <summary>How many <see cref="Updated"/> extensions get another status.</summary>
    public int Changed { get; private set; }

    /// <summary>How many <see cref="Updated"/> extensions are no longer present.</summary>
    public int MarkedOffline { get; private set; }

    /// <summary>How many <see cref="Updated"/> extensions were gone, are present again, and have another status.</summary>
    public int Returned { get; private set; }

    /// <summary>
    /// How many <see cref="Updated"/> extensions differ in the text of their hint or its devices alone: a list spells it in full, an event cuts it.
    /// </summary>
    public int Reworded { get; private set; }

    /// <summary>How many extensions the board shows otherwise than the PBX.</summary>
    public int Differing => Updated.Count + Added.Count - Reworded;

    /// <summary>
    /// Compares a complete list. When it holds an extension twice, as can happen while the dialplan is reloaded, the last row counts.
    /// </summary>
    /// <param name="known">The PBX's rows; the caller holds its write lock.</param>
    /// <param name="snapshot">The list.</param>
    /// <param name="at">When the list was requested, as stored.</param>
    /// <param name="now">As stored.</param>
    /// <param name="younger">Extensions that have sent events since then: the list does not count for them. Null for none.</param>
    /// <param name="hints">The states of devices; null when none are known.</param>
    public static SnapshotDiff OfList(
        PbxBoard known, ExtensionSnapshot snapshot, DateTimeOffset at, DateTimeOffset now, HashSet<(string Context, string Exten)>? younger = null,
        HintIndex? hints = null)
    {
        var contexts = snapshot.Contexts.Count == 0 ? null : snapshot.Contexts.ToHashSet(StringComparer.Ordinal);
        var diff = new SnapshotDiff { _younger = younger, _hints = hints };
        diff.Compare(known, snapshot.Rows.Span, at, now, isList: true, contexts);
        return diff;
    }

    /// <summary>Compares answers of single queries: extensions without an answer stay as they are.</summary>
    public static SnapshotDiff OfAnswers(
        PbxBoard known, ReadOnlySpan<SnapshotRow> answers, DateTimeOffset at, DateTimeOffset now, HashSet<(string Context, string Exten)>? younger = null,
        HintIndex? hints = null)
    {
        var diff = new SnapshotDiff { _younger = younger, _hints = hints };
        diff.Compare(known, answers, at, now, isList: false, contexts: null);
        return diff;
    }

    private void Compare(
        PbxBoard known, ReadOnlySpan<SnapshotRow> rows, DateTimeOffset at, DateTimeOffset now, bool isList, HashSet<string>? contexts)
    {
        // For each slot of the board the number of its row in the list, counted from 1; 0 for none.
        var rowOfSlot = ArrayPool<int>.Shared.Rent(known.Count);
        try
        {
            Array.Clear(rowOfSlot, 0, known.Count);
            Match(known, rows, rowOfSlot);
            for (var slot = 0; slot < known.Count; slot++)
            {
                var before = known[slot];
                if (before.Present) ListedBefore++;
                if (_younger is not null && _younger.Contains((before.Key.Context, before.Key.Exten))) continue;
                if (rowOfSlot[slot] != 0)
                    CompareRow(before, Resolve(rows[rowOfSlot[slot] - 1]), at, now, isList);
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
        var room = new PbxRoom(known);
        var likely = 0;
        for (var number = 0; number < rows.Length; number++)
        {
            ref readonly var row = ref rows[number];
            var slot = known.Find(row.Context, row.Exten, likely);
            if (slot >= 0)
            {
                likely = slot + 1;
                rowOfSlot[slot] = number + 1;
                continue;
            }

            if (_younger is not null && _younger.Contains((row.Context, row.Exten))) continue;
            addedAt ??= [];
            if (addedAt.TryGetValue((row.Context, row.Exten), out var index))
            {
                Added[index] = Resolve(row);
            }
            else if (room.TryTake(row))
            {
                addedAt.Add((row.Context, row.Exten), Added.Count);
                Added.Add(Resolve(row));
            }
            else
            {
                NotAdded++;
            }
        }
    }

    /// <summary>Most hints have one device, which needs nothing.</summary>
    private SnapshotRow Resolve(in SnapshotRow row) => _hints is null ? row : _hints.Resolve(row);

    private void CompareRow(BoardRow before, in SnapshotRow row, DateTimeOffset at, DateTimeOffset now, bool isList)
    {
        var isSameHint = string.Equals(row.Hint, before.Hint, StringComparison.Ordinal);
        var areSameDevices = string.Equals(row.Devices, before.Devices, StringComparison.Ordinal);
        if (row.StatusCode == before.StatusCode && before.Present && isSameHint && areSameDevices)
        {
            // A list confirms all rows at once, by the PBX's list time. An answer can only confirm its own row.
            if (!isList && at > before.LastSeen) Seen.Add(before with { LastSeen = at, SeenBy = ChangeSource.Refresh });
            return;
        }

        // An equal hint keeps the known string: Update recognises it by reference, and the list's strings need not be kept.
        var hint = isSameHint ? before.Hint : row.Hint;
        // For a list, the PBX's list time and source count; after an answer, the row itself must say where it comes from.
        var after = before with
        {
            Hint = hint,
            StatusCode = row.StatusCode,
            Devices = areSameDevices ? before.Devices : row.Devices,
            Present = true,
            GoneSince = null,
            ArchivedAt = null,
            LastSeen = at,
            UpdatedAt = now,
        };
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
            GoneSince = at,
            Devices = null,
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
            if (before.Present == after.Present) Reworded++;
            return;
        }

        // Another number of the same status, such as that of a hint without a phone whose “do not disturb” is turned off, begins nothing new.
        var isSameStatus = after.Status == before.Status;
        if (!isSameStatus) after = after with { LastStatusChange = at };
        Changed++;
        if (!before.Present) Returned++;
        Updated.Add((before, after));
        Add(ChangedTo, after);
        if (!isSameStatus && before.Present && after.Present && ReferenceEquals(before.Hint, after.Hint) && ReferenceEquals(before.Devices, after.Devices))
            Add(OnlyStatusTo, after);
        else
            Rewritten.Add(after);
    }

    private static void Add(Dictionary<int, List<int>> ids, BoardRow row)
    {
        if (!ids.TryGetValue(row.StatusCode, out var group)) ids.Add(row.StatusCode, group = []);
        group.Add(row.Id);
    }
}
