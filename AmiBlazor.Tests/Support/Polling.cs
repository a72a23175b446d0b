namespace AmiBlazor.Tests.Support;

/// <summary>Polls for conditions without a notification, such as a line in another process's log.</summary>
internal static class Polling
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns when the condition is true.</summary>
    /// <exception cref="TimeoutException">It was not true within the usual timeout.</exception>
    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Timeouts.Default);
        while (!await isSo().InTime())
        {
            try
            {
                await Task.Delay(Pause, end.Token);
            }
            catch (OperationCanceledException late) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("What is looked for again and again did not come to be.", late);
            }
        }
    }
}
