using System.Text;

namespace AmiBlazor.Tests.Support;

/// <summary>The bytes in one direction through a <see cref="RecordingRelay"/>, as text.</summary>
internal sealed class RelayedBytes
{
    // Guards both below.
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The text so far.</summary>
    public string Text
    {
        get
        {
            lock (_lock) return _text.ToString();
        }
    }

    /// <summary>The complete messages, each without its terminator; the banner is part of the first.</summary>
    public IReadOnlyList<string> Messages => Text.Split("\r\n\r\n")[..^1];

    public void Add(ReadOnlySpan<byte> bytes)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _text.Append(Encoding.UTF8.GetString(bytes));
            (more, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }

    /// <summary>Returns when the text satisfies the condition.</summary>
    public async Task UntilAsync(Func<string, bool> fits)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (fits(_text.ToString())) return;
                more = _more.Task;
            }

            await more.InTime();
        }
    }
}
