using AmiBlazor.Calls;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// Holds what the live pages of this circuit show, so that it can be read without haste (WCAG 2.2.2). What happens meanwhile is shown when it ends. One for
/// each circuit; begun and ended on the circuit's thread.
/// </summary>
internal sealed class CircuitFreeze(CallBoard calls, TimeProvider time)
{
    // Read on any thread: nobody is told of changes while it is there.
    private volatile FrozenCalls? _calls;

    /// <summary>Raised on the circuit's thread when it has begun or ended.</summary>
    public event EventHandler? Changed;

    /// <summary>Whether pages stand still.</summary>
    public bool IsOn => _calls is not null;

    /// <summary>Since when; null while pages are live. UTC.</summary>
    public DateTimeOffset? Since => _calls?.At;

    /// <summary>The time that ages are relative to: now, or when it began. UTC.</summary>
    public DateTimeOffset Now => Since ?? time.GetUtcNow();

    /// <summary>The calls as they were when it began; null while pages are live.</summary>
    public FrozenCalls? Calls => _calls;

    /// <summary>True if it was ended from the band above the page, whose button goes with it: the page's own button then takes the keyboard.</summary>
    public bool HasLostKeyboard { get; private set; }

    /// <summary>Begins it, or ends it.</summary>
    public void Switch() => Set(!IsOn, hasLostKeyboard: false);

    /// <summary>Ends it, if it has begun.</summary>
    /// <param name="hasLostKeyboard">Whether the keyboard is where it will no longer be.</param>
    public void End(bool hasLostKeyboard = false)
    {
        if (IsOn) Set(isOn: false, hasLostKeyboard);
    }

    private void Set(bool isOn, bool hasLostKeyboard)
    {
        _calls = isOn ? new FrozenCalls(time.GetUtcNow(), calls.All, calls.Health) : null;
        HasLostKeyboard = hasLostKeyboard;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>The calls of all PBXs and how well they were known, at one moment.</summary>
/// <param name="At">The moment, in UTC.</param>
/// <param name="All">The calls of each PBX.</param>
/// <param name="Health">How well each PBX's calls were known.</param>
internal sealed record FrozenCalls(DateTimeOffset At, IReadOnlyList<CallSnapshot> All, IReadOnlyList<CallsHealth> Health)
{
    /// <summary>The calls of one PBX; none for one that is not configured.</summary>
    public CallSnapshot For(string server) =>
        All.FirstOrDefault(calls => string.Equals(calls.Server, server, StringComparison.Ordinal)) ?? CallSnapshot.Empty(server);

    /// <summary>How well one PBX's calls were known; null for one that is not configured.</summary>
    public CallsHealth? HealthOf(string server) => Health.FirstOrDefault(health => string.Equals(health.Server, server, StringComparison.Ordinal));
}
