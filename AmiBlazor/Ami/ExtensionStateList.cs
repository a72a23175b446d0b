using System.Buffers;

namespace AmiBlazor.Ami;

/// <summary>
/// A complete list: everything between the start of <c>ExtensionStateList</c> and its own <c>ExtensionStateListComplete</c>, whose <c>ListItems</c> equals the
/// number of rows. An extension that came twice, as can happen during a dialplan reload, is in it once, with its last state; where its hints differ, with
/// the state of the hint that comes first by its bytes, until <see cref="AmbiguousHints"/> has asked which one counts. The rows live in rented memory until
/// the list is disposed of.
/// </summary>
internal sealed class ExtensionStateList : IDisposable
{
    private readonly int _count;
    private ExtensionState[]? _rows;

    /// <summary>Takes over rows rented from the shared pool.</summary>
    public ExtensionStateList(ExtensionState[] rented, int count, int rowsReceived)
    {
        _rows = rented;
        _count = count;
        RowsReceived = rowsReceived;
    }

    public ReadOnlySpan<ExtensionState> Rows => (_rows ?? throw new ObjectDisposedException(nameof(ExtensionStateList))).AsSpan(0, _count);

    /// <summary>The extensions that came twice with different hints.</summary>
    public IReadOnlyList<(string Context, string Exten)> Ambiguous { get; init; } = [];

    /// <summary>How many rows came, including repeated ones: what <c>ListItems</c> counts.</summary>
    public int RowsReceived { get; }

    /// <summary>An extension of <see cref="Ambiguous"/> has been asked for: the answer is its row, unless it has no hint.</summary>
    public void Settle(ExtensionState answer)
    {
        if (answer.Hint.Length == 0 || _rows is not { } rows) return;
        var index = Array.FindIndex(rows, 0, _count, row =>
            string.Equals(row.Exten, answer.Exten, StringComparison.Ordinal) && string.Equals(row.Context, answer.Context, StringComparison.Ordinal));
        if (index >= 0) rows[index] = answer;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rows, null) is { } rows) ExtensionStateCollector.Return(rows, _count);
    }
}
