using AmiBlazor.Calls;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Calls;

/// <summary>What one follower of calls shows, from now on.</summary>
internal sealed class CallView : IDisposable
{
    private readonly string _name;
    private readonly CallBoard _board;
    private readonly string _server;
    private readonly bool _isWhole;
    private readonly IDisposable _subscription;

    // Guards what follows.
    private readonly Lock _lock = new();
    private readonly List<string> _seen = [];
    private (string Text, TaskCompletionSource Shown)? _expected;

    /// <param name="name">Whose view it is, for messages.</param>
    /// <param name="board">The board.</param>
    /// <param name="server">The PBX on it.</param>
    /// <param name="isWhole">Whether it has seen the calls from their beginning.</param>
    public CallView(string name, CallBoard board, string server, bool isWhole)
    {
        (_name, _board, _server, _isWhole) = (name, board, server, isWhole);
        _subscription = board.Subscribe(Look);
        Look();
    }

    /// <summary>Everything that it has shown since <see cref="Forget"/>, in this order.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_lock) return [.. _seen];
        }
    }

    /// <summary>What it shows now.</summary>
    public CallSnapshot Snapshot => _board.For(_server);

    /// <summary>Lets <see cref="Seen"/> begin anew.</summary>
    public void Forget()
    {
        lock (_lock) _seen.RemoveRange(0, _seen.Count - 1);
    }

    /// <summary>Returns when it shows these calls.</summary>
    /// <param name="calls">All of them, whole.</param>
    public async Task UntilAsync(string calls)
    {
        var expected = _isWhole ? calls : CallText.WithoutPast(calls);
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _expected = (expected, shown);
        Look();
        try
        {
            await shown.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException(
                $"{_name} did not come to show{Lines(expected)}It showed one after the other{string.Concat(Seen.Select(Lines))}{_board.HealthOf(_server)}", late);
        }
    }

    public void Dispose() => _subscription.Dispose();

    private static string Lines(string text) => $"{Environment.NewLine}    {text.ReplaceLineEndings(Environment.NewLine + "    ")}{Environment.NewLine}";

    private void Look()
    {
        lock (_lock)
        {
            var text = CallText.Of(_board.For(_server).Calls, _isWhole);
            if (_seen.Count == 0 || !string.Equals(_seen[^1], text, StringComparison.Ordinal)) _seen.Add(text);
            if (string.Equals(_expected?.Text, text, StringComparison.Ordinal)) _expected!.Value.Shown.TrySetResult();
        }
    }
}
