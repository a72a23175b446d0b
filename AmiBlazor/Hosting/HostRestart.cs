namespace AmiBlazor.Hosting;

/// <summary>
/// Lets the application start anew within its process, because what it follows is read once at the start. Whoever watches over the process sees nothing of it.
/// </summary>
/// <param name="stop">Begins to stop the application.</param>
internal class HostRestart(Action stop)
{
    private int _isRequested;

    /// <summary>Whether the application is to start again once it has stopped.</summary>
    public bool IsRequested => Volatile.Read(ref _isRequested) == 1;

    /// <summary>Requests it after this time, unless that has been done by then.</summary>
    public void RequestWithin(TimeSpan delay, TimeProvider time) => _ = Task.Delay(delay, time).ContinueWith(_ => Request(), TaskScheduler.Default);

    /// <summary>Stops the application, which then starts again. Further calls do nothing.</summary>
    public virtual void Request()
    {
        // Not on the thread of a page: stopping waits until the pages have ended.
        if (Interlocked.Exchange(ref _isRequested, 1) == 0) ThreadPool.QueueUserWorkItem(static stop => stop(), stop, preferLocal: false);
    }
}
