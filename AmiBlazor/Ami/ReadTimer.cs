namespace AmiBlazor.Ami;

/// <summary>
/// The interval at which long lists are read, about a millisecond. The runtime's timers use a coarse clock (4 ms at Linux's usual 250 Hz), and in that time
/// Asterisk sends 1,000 rows. So one thread of the process waits by itself, and sleeps while no list runs. The wait is a pause on the wire, not a deadline: it
/// takes real time, whatever a test's clock says.
/// </summary>
internal static class ReadTimer
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(1);
    private static readonly SemaphoreSlim Wanted = new(0);
    private static readonly Lock Gate = new();
    private static List<ReadThrottle> _waiting = [];
    private static List<ReadThrottle> _woken = [];

    static ReadTimer() => new Thread(Run) { IsBackground = true, Name = "AMI read timer" }.Start();

    /// <summary>Wakes the throttle once, at the next interval.</summary>
    public static void Wake(ReadThrottle throttle)
    {
        lock (Gate)
        {
            _waiting.Add(throttle);
            if (_waiting.Count == 1) Wanted.Release();
        }
    }

    private static void Run()
    {
        while (true)
        {
            Wanted.Wait();
            Thread.Sleep(Gap);
            lock (Gate) (_waiting, _woken) = (_woken, _waiting);
            foreach (var throttle in _woken) throttle.Tick();
            _woken.Clear();
        }
    }
}
