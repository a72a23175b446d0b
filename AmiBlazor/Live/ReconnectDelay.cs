using AmiBlazor.Ami;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>
/// How long a main connection waits before it connects again. Waits grow up to <see cref="LiveOptions.LongestWait"/> while connecting fails, and while
/// connections are lost soon after they came up. Knows no clock.
/// </summary>
internal sealed class ReconnectDelay(LiveOptions options)
{
    /// <summary>The wait after the database has failed: whatever it has to get over, the PBX need not send its list every second meanwhile.</summary>
    public static readonly TimeSpan AfterStoreFailure = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstAfterFailure = TimeSpan.FromMilliseconds(500);

    /// <summary>A PBX that accepts a connection and drops it at once is not asked more often than this.</summary>
    private static readonly TimeSpan FirstAfterSession = TimeSpan.FromMilliseconds(750);

    /// <summary>A connection that lived this long was a good one.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How the wait grows while the same secret is refused, in multiples of <see cref="LiveOptions.RefusedWait"/>: fewer tries in ten minutes than programs
    /// allow that ban an address after several.
    /// </summary>
    private static readonly int[] RefusedTimes = [1, 2, 5, 15, 30];

    /// <summary>No wait grows beyond this; a longer one is that of the configuration.</summary>
    private static readonly TimeSpan LongestRefusedWait = TimeSpan.FromMinutes(30);

    private int _refusals;
    private TimeSpan _afterFailure = FirstAfterFailure;
    private TimeSpan _afterSession = FirstAfterSession;

    /// <summary>True where connecting again soon would not help and could do harm: the PBX may ban us.</summary>
    public static bool IsRefusal(Exception failure) => failure is
        AmiAuthenticationException or AmiLoginInUseException or AmiPermissionException or AmiCommandUnknownException
        or AmiSecretException or AmiLimitExceededException;

    /// <summary>The wait after an attempt to connect has failed.</summary>
    public TimeSpan AfterFailure(Exception failure)
    {
        if (failure is AmiAuthenticationException) return AfterRefusedLogin();

        // What is refused after the login shows that the login is not.
        if (failure is AmiPermissionException or AmiCommandUnknownException) ForgetRefusals();
        if (IsRefusal(failure)) return options.RefusedWait;
        if (failure is StoreException) return AfterStoreFailure;

        // Half of the wait is random, so that programs that lost a PBX at the same moment do not all come back at the same moment.
        var wait = Shorter(_afterFailure, options.LongestWait);
        _afterFailure = Shorter(_afterFailure * 2, options.LongestWait);
        return wait * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    /// <summary>The wait after a connection that was up has ended.</summary>
    /// <param name="lived">How long it was up.</param>
    public TimeSpan AfterSession(TimeSpan lived)
    {
        ForgetRefusals();
        _afterFailure = FirstAfterFailure;
        if (lived >= LongEnough) _afterSession = FirstAfterSession;
        var wait = Shorter(_afterSession, options.LongestWait);
        _afterSession = Shorter(_afterSession * 2, options.LongestWait);
        return wait;
    }

    /// <summary>Another secret, or a login that succeeded: the next refusal is the first.</summary>
    public void ForgetRefusals() => _refusals = 0;

    private TimeSpan AfterRefusedLogin()
    {
        var times = RefusedTimes[Math.Min(_refusals++, RefusedTimes.Length - 1)];
        var longest = options.RefusedWait > LongestRefusedWait ? options.RefusedWait : LongestRefusedWait;
        return Shorter(options.RefusedWait * times, longest);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
