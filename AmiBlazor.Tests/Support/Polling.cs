namespace AmiBlazor.Tests.Support;

/// <summary>Waits for what nobody tells of, such as another process's log. What can be subscribed to is waited for without looking again and again.</summary>
internal static class Polling
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns when it is so, however often that takes to look.</summary>
    /// <exception cref="TimeoutException">It was not so within the usual bound.</exception>
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
