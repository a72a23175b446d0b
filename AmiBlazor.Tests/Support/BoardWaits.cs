using AmiBlazor.Board;

namespace AmiBlazor.Tests.Support;

/// <summary>Waits for the board without looking again and again.</summary>
internal static class BoardWaits
{
    /// <summary>Returns when a row is as asked for, with that row.</summary>
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
