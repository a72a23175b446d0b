namespace AmiBlazor.Ami;

/// <summary>
/// The beat at which long lists are read, about a millisecond. The runtime's timers look at a coarse clock (4 ms at Linux's usual 250 Hz), longer than
/// Asterisk needs for 1,000 rows; so one thread for the process waits by itself, and sleeps for good while no list runs. It is a pause on the wire and no
/// deadline: it takes real time, whatever a test's clock says.
/// </summary>
internal static class ReadTimer
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(1);
    private static readonly SemaphoreSlim Wanted = new(0);
    private static readonly Lock Gate = new();
    private static List<ReadThrottle> _waiting = [];
    private static List<ReadThrottle> _woken = [];

    static ReadTimer() => new Thread(Run) { IsBackground = true, Name = "AMI read beat" }.Start();

    /// <summary>Wakes the pacer at the next beat, once.</summary>
    public static void Wake(ReadThrottle pacer)
    {
        lock (Gate)
        {
            _waiting.Add(pacer);
            if (_waiting.Count == 1)
                Wanted.Release();
        }
    }

    private static void Run()
    {
        while (true)
        {
            Wanted.Wait();
            Thread.Sleep(Gap);
            lock (Gate)
                (_waiting, _woken) = (_woken, _waiting);
            foreach (var pacer in _woken)
                pacer.Tick();
            _woken.Clear();
        }
    }
}
