using System.Diagnostics;
using AmiBlazor.Benchmarks.Wire;
using AmiBlazor.Board;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>Publishes changes to the board as the store does after a commit.</summary>
internal sealed class BoardChanges(LiveBoard board)
{
    private readonly Dictionary<string, BoardRow> _rows = board.Rows(MeasuredApp.Server).ToDictionary(row => row.Key.Exten, StringComparer.Ordinal);

    /// <summary>Changes the status of an extension.</summary>
    /// <param name="index">Its index in the order of the numbers.</param>
    /// <param name="number">The change's <see cref="ChangeMark"/>.</param>
    /// <returns>The timestamp of the change, on the clock that all processes share.</returns>
    public long Publish(int index, int number)
    {
        var exten = Hints.Exten(index);
        var before = _rows[exten];
        var at = ChangeMark.Time(number);
        var after = _rows[exten] = before with { StatusCode = Next(before.StatusCode), LastStatusChange = at, UpdatedAt = at };
        var now = Stopwatch.GetTimestamp();
        board.Publish(MeasuredApp.Server, [after], facts: null);
        return now;
    }

    // The states of a call: ringing, in use, idle.
    private static int Next(int status) => status switch { 0 => 8, 8 => 1, _ => 0 };
}
