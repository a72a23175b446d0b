using System.Diagnostics;
using System.Globalization;

namespace AmiBlazor.Testing.Processes;

/// <summary>Bounds a wait, so that a test or a benchmark that hangs fails and says where.</summary>
internal static class Deadline
{
    /// <summary>The limit for waits that normally take at most a few seconds; long enough for a busy machine.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>False once something did not end in time: the run then counts as failed.</summary>
    public static bool AllEnded { get; private set; } = true;

    /// <param name="task">What is waited for.</param>
    /// <param name="what">The beginning of the sentence that says what took too long.</param>
    /// <param name="limit">Null for <see cref="Longest"/>.</param>
    /// <exception cref="HarnessException">It took longer than the limit.</exception>
    public static async Task InTime(this Task task, string what, TimeSpan? limit = null)
    {
        try
        {
            await task.WaitAsync(limit ?? Longest);
        }
        catch (TimeoutException late) when (!task.IsCompleted)
        {
            throw TooLong(what, limit, late);
        }
    }

    /// <inheritdoc cref="InTime(Task, string, TimeSpan?)"/>
    public static async Task<T> InTime<T>(this Task<T> task, string what, TimeSpan? limit = null)
    {
        await InTime((Task)task, what, limit);
        return await task;
    }

    /// <summary>
    /// For disposal: a timeout is reported on standard error, because an exception would hide the one that says what hung before.
    /// </summary>
    /// <inheritdoc cref="InTime(Task, string, TimeSpan?)" path="/param"/>
    public static async Task EndInTime(this Task task, string what, TimeSpan? limit = null)
    {
        try
        {
            await task.InTime(what, limit);
        }
        catch (HarnessException late)
        {
            await DidNotEndAsync(late);
        }
    }

    /// <summary>Reports a failed shutdown on standard error.</summary>
    public static Task DidNotEndAsync(HarnessException failure)
    {
        AllEnded = false;
        return Console.Error.WriteLineAsync(failure.Message);
    }

    /// <summary>Polls until a condition is true.</summary>
    /// <param name="isReached">The condition.</param>
    /// <param name="what">The beginning of the sentence that says what took too long.</param>
    /// <exception cref="HarnessException">It took longer than <see cref="Longest"/>.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isReached, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isReached())
        {
            if (Stopwatch.GetElapsedTime(began) > Longest) throw TooLong(what, limit: null, cause: null);
            await Task.Delay(50);
        }
    }

    private static HarnessException TooLong(string what, TimeSpan? limit, Exception? cause) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what} took longer than {(limit ?? Longest).TotalSeconds:0} s."), cause);
}
