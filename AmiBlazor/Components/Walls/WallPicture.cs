using AmiBlazor.Board;

namespace AmiBlazor.Components.Walls;

/// <summary>What a wall shows at one moment.</summary>
internal sealed class WallPicture
{
    /// <summary>The most rows of <see cref="Missing"/> and <see cref="DoubtedRows"/>.</summary>
    private const int MostNamed = 4;

    /// <summary>The counts of all extensions on the wall.</summary>
    public WallCounts Totals { get; } = new();

    /// <summary>The counts of each department that has extensions; those without one are together under the empty name.</summary>
    public Dictionary<string, WallCounts> Departments { get; } = new(StringComparer.Ordinal);

    /// <summary>Who has been ringing for longest; null while nobody rings.</summary>
    public BoardRow? RingsLongest { get; private set; }

    /// <summary>Those without a phone, offline or gone, who became so last, the newest first.</summary>
    public IReadOnlyList<BoardRow> Missing { get; private set; } = [];

    /// <summary>The PBXs that have not proved lately that what is known of them is true.</summary>
    public IReadOnlyList<string> Doubted { get; init; } = [];

    /// <summary>Those in doubt although their PBX is not, by number: the PBX contradicts itself about them.</summary>
    public IReadOnlyList<BoardRow> DoubtedRows { get; private set; } = [];

    /// <summary>Who waits in queues.</summary>
    public WallQueues Queues { get; init; } = new(IsKnown: false, Waiting: 0, Longest: null);

    /// <summary>
    /// How long no PBX on the wall has been heard: that of the one that was heard last. Zero where there is no PBX; null where none has been heard at all.
    /// </summary>
    public TimeSpan? Unheard { get; init; }

    /// <summary>How many lack a phone, are offline or gone.</summary>
    public int MissingCount => Totals[WallState.NoPhone] + Totals[WallState.Offline];

    /// <summary>Adds the extensions.</summary>
    /// <param name="rows">The rows on the wall.</param>
    /// <param name="isInDoubt">Whether it is not known what a row does now.</param>
    public void Add(IEnumerable<BoardRow> rows, Func<BoardRow, bool> isInDoubt)
    {
        var (missing, doubted) = (new List<BoardRow>(), new List<BoardRow>());
        foreach (var row in rows)
        {
            var state = isInDoubt(row) ? WallState.InDoubt : WallStates.Of(row.Shown);
            Totals.Add(state);
            var department = row.Department ?? "";
            if (!Departments.TryGetValue(department, out var counts)) Departments.Add(department, counts = new WallCounts());
            counts.Add(state);
            if (state is WallState.Ringing && (RingsLongest is null || row.StatusSince < RingsLongest.StatusSince)) RingsLongest = row;
            if (state is WallState.NoPhone or WallState.Offline) missing.Add(row);
            if (state is WallState.InDoubt && !Doubted.Contains(row.Key.Server, StringComparer.Ordinal)) doubted.Add(row);
        }

        Missing = [.. missing.OrderByDescending(row => row.ChangedAt).ThenBy(row => row.Key.Exten, StringComparer.Ordinal).Take(MostNamed)];
        DoubtedRows = [.. doubted.OrderBy(row => row.Key.Exten, StringComparer.Ordinal).Take(MostNamed)];
    }
}

/// <summary>Who waits in the queues on a wall.</summary>
/// <param name="IsKnown">Whether that is known of all PBXs on the wall whose queues are followed, and there is one.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Longest">The queue in which somebody has been waiting for longest, and since when; null while nobody waits.</param>
internal sealed record WallQueues(bool IsKnown, int Waiting, (string Queue, DateTimeOffset Since)? Longest);
