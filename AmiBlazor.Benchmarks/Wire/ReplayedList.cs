using System.Globalization;
using System.Text;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>
/// A list as Asterisk writes it, with the boundaries of its writes: <c>manager_extensionstatelist</c> writes the event line, the ActionID and the
/// rest of each row separately.
/// </summary>
internal sealed class ReplayedList
{
    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    /// <param name="actionId">The ActionID of its messages.</param>
    /// <param name="statuses">The status of each hint of <see cref="Hints"/>.</param>
    public ReplayedList(string actionId, ReadOnlySpan<int> statuses)
    {
        ActionId = actionId;
        var idLine = $"ActionID: {actionId}\r\n";
        Write($"Response: Success\r\n{idLine}EventList: start\r\nMessage: Extension Statuses will follow\r\n\r\n");
        for (var index = 0; index < statuses.Length; index++)
        {
            Write("Event: ExtensionStatus\r\n");
            Write(idLine);
            Write(string.Create(
                CultureInfo.InvariantCulture,
                $"Exten: {Hints.Exten(index)}\r\nContext: {Hints.Context(index)}\r\nHint: {Hints.Hint(index)}\r\n"
                    + $"Status: {statuses[index]}\r\nStatusText: {Hints.StatusText(statuses[index])}\r\n\r\n"));
        }

        Write("Event: ExtensionStateListComplete\r\n");
        Write($"{idLine}EventList: Complete\r\nListItems: {statuses.Length.ToString(CultureInfo.InvariantCulture)}\r\n");
        Write("\r\n");
    }

    public string ActionId { get; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>The end of each write.</summary>
    public IReadOnlyList<int> Ends => _ends;

    private void Write(string text)
    {
        if (_bytes.Length - _length < text.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        _length += Encoding.ASCII.GetBytes(text, _bytes.AsSpan(_length));
        _ends.Add(_length);
    }
}
