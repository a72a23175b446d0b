using AmiBlazor.Board;

namespace AmiBlazor.Tests.Support;

/// <summary>Waits for the board by its notifications.</summary>
internal static class BoardWaits
{
    /// <summary>Returns a row as soon as it satisfies the condition.</summary>
    public static async Task<BoardRow> ShowsAsync(this LiveBoard board, Func<BoardRow, bool> wanted)
    {
        var reached = new TaskCompletionSource<BoardRow>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task Look(BoardBatch batch)
        {
            if (batch.Rows.FirstOrDefault(wanted) is { } row) reached.TrySetResult(row);
            return Task.CompletedTask;
        }

        var (snapshot, subscription) = board.Subscribe(Look);
        using (subscription)
        {
            await Look(snapshot);
            return await reached.Task.InTime();
        }
    }
}
