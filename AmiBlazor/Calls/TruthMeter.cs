using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>
/// Compares the states of one PBX's extensions with their calls. Both are told by different sources, whose order Asterisk does not keep: only what lasts is
/// suspected, and only what the PBX repeats when it is asked counts as a contradiction. One thread at a time.
/// </summary>
/// <remarks>
/// Little is certain: a held phone is “on hold” for the one who is held, a busy limit hides the ringing of a second call, and devices such as <c>Custom:</c>
/// hold up a state without any call. So it is not compared what a phone does, but only whether it does anything.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class TruthMeter(TimeProvider time)
{
    /// <summary>How long to wait before something is asked again.</summary>
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(10);

    /// <summary>The most extensions that are asked about at once.</summary>
    private const int MostAsked = 32;

    private readonly Dictionary<ExtensionKey, TruthClaim> _claims = [];
    private readonly Dictionary<ExtensionKey, TruthClaim> _busy = [];
    private readonly Dictionary<ExtensionKey, Suspicion> _suspicions = [];
    private IReadOnlyList<Suspicion> _asked = [];
    private Task<TruthQuestion.Answers?>? _asking;
    private bool _isNews;

    /// <summary>How long a contradiction lasts before the PBX is asked.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How many contradictions were found since the program started.</summary>
    public long Found { get; private set; }

    /// <summary>Those that there are now.</summary>
    public IReadOnlyDictionary<ExtensionKey, Contradiction> Open { get; private set; } = new Dictionary<ExtensionKey, Contradiction>();

    /// <summary>What waits for an answer; null for nothing.</summary>
    public Task? Pending => _asking;

    /// <summary>How long until something must be asked; null while nothing must.</summary>
    public TimeSpan? Rest
    {
        get
        {
            if (_asking is not null) return null;
            TimeSpan? rest = null;
            foreach (var suspicion in _suspicions.Values.Where(suspicion => !suspicion.IsProven))
            {
                var left = suspicion.Wait - time.GetElapsedTime(suspicion.Stamp);
                if (rest is null || left < rest) rest = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }

            return rest;
        }
    }

    /// <summary>Nothing is compared until the next list: the connection is lost.</summary>
    public void Clear()
    {
        (_asking, _asked) = (null, []);
        _suspicions.Clear();
        Publish();
    }

    /// <summary>Takes over the board's rows: those that have changed, or all of them.</summary>
    public void Follow(IEnumerable<BoardRow> rows)
    {
        foreach (var row in rows)
        {
            _busy.Remove(row.Key);
            if (TruthClaim.Of(row) is not { } claim)
            {
                _claims.Remove(row.Key);
                continue;
            }

            _claims[row.Key] = claim;
            if (claim.IsBusy) _busy[row.Key] = claim;
        }
    }

    /// <summary>Compares, and asks about what has lasted.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="tracker">The channels.</param>
    /// <param name="phones">Whose they are.</param>
    /// <param name="onStateMissed">Called with an extension of which the answer is another state.</param>
    /// <param name="onCallMissed">Called when the answer has other channels.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public async Task TurnAsync(
        AmiSession session, CallTracker tracker, PhoneIndex phones, Action<ExtensionKey> onStateMissed, Action onCallMissed, CancellationToken cancellationToken)
    {
        Compare(tracker, phones);
        if (_asking is { IsCompleted: true } answered)
        {
            _asking = null;
            Judge(await answered, tracker, onStateMissed, onCallMissed);
        }

        if (_asking is not null || tracker.IsOverrun) return;
        _asked = [.. _suspicions.Values.Where(suspicion => !suspicion.IsProven && time.GetElapsedTime(suspicion.Stamp) >= suspicion.Wait).Take(MostAsked)];
        if (_asked.Count > 0) _asking = TruthQuestion.AskAsync(session, [.. _asked.Select(suspicion => (suspicion.Claim, suspicion.Kind))], cancellationToken);
    }

    /// <summary>Whether <see cref="Open"/> or <see cref="Found"/> have changed since the last time.</summary>
    public bool TakeNews()
    {
        var isNews = _isNews;
        _isNews = false;
        return isNews;
    }

    private void Compare(CallTracker tracker, PhoneIndex phones)
    {
        var there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<ExtensionKey, (TruthClaim Claim, ContradictionKind Kind)>();
        foreach (var channel in tracker.Channels)
        {
            if (!channel.HasPhone) continue;
            var device = TrackedChannel.DeviceOf(channel.Snapshot.Name);
            there.Add(device);

            // Asterisk has only just made it: the phone does nothing yet.
            if (channel.Snapshot.State == ChannelStates.Down || !TruthClaim.IsCounted(device)) continue;
            foreach (var key in phones.Of(device))
            {
                if (_claims.TryGetValue(key, out var claim) && claim.IsIdle) found[key] = (claim, ContradictionKind.IdleInCall);
            }
        }

        foreach (var (key, claim) in _busy)
        {
            if (!claim.Phones.Any(there.Contains)) found[key] = (claim, ContradictionKind.BusyWithoutCall);
        }

        Suspect(found);
    }

    private void Suspect(Dictionary<ExtensionKey, (TruthClaim Claim, ContradictionKind Kind)> found)
    {
        var isChanged = false;
        foreach (var over in _suspicions.Values.Where(one => !found.TryGetValue(one.Claim.Extension, out var now) || now.Kind != one.Kind).ToList())
        {
            _suspicions.Remove(over.Claim.Extension);
            isChanged |= over.IsProven;
        }

        foreach (var (key, (claim, kind)) in found)
        {
            if (_suspicions.TryGetValue(key, out var known))
                known.Claim = claim;
            else
                _suspicions.Add(key, new Suspicion(claim, kind, time.GetUtcNow()) { Stamp = time.GetTimestamp(), Wait = Patience });
        }

        if (isChanged) Publish();
    }

    private void Judge(TruthQuestion.Answers? answers, CallTracker tracker, Action<ExtensionKey> onStateMissed, Action onCallMissed)
    {
        var isChanged = false;
        foreach (var suspicion in _asked)
        {
            // Meanwhile it is over.
            if (!_suspicions.TryGetValue(suspicion.Claim.Extension, out var now) || now != suspicion) continue;
            if (answers?.Contradicts(suspicion.Claim, suspicion.Kind) is { } code)
            {
                suspicion.Proven = ExtensionStatusExtensions.FromCode(code);
                Found++;
                isChanged = true;
                continue;
            }

            (suspicion.Stamp, suspicion.Wait) = (time.GetTimestamp(), BetweenQuestions);
            if (answers is null) continue;
            if (answers.IsOtherState(suspicion.Claim, suspicion.Kind)) onStateMissed(suspicion.Claim.Extension);
            if (answers.HasOtherChannels(suspicion.Claim, tracker)) onCallMissed();
        }

        _asked = [];
        if (isChanged) Publish();
    }

    private void Publish()
    {
        var open = _suspicions.Values.Where(suspicion => suspicion.IsProven).ToDictionary(
            suspicion => suspicion.Claim.Extension,
            suspicion => new Contradiction(suspicion.Claim.Extension, suspicion.Kind, suspicion.Proven!.Value, suspicion.Since));
        _isNews |= open.Count > 0 || Open.Count > 0;
        Open = open;
    }

    /// <summary>What seems to contradict itself.</summary>
    private sealed class Suspicion(TruthClaim claim, ContradictionKind kind, DateTimeOffset since)
    {
        public TruthClaim Claim { get; set; } = claim;

        public ContradictionKind Kind => kind;

        public DateTimeOffset Since => since;

        /// <summary>From when on <see cref="Wait"/> counts.</summary>
        public long Stamp { get; set; }

        /// <summary>How long until the PBX is asked.</summary>
        public TimeSpan Wait { get; set; }

        /// <summary>The state that the PBX has repeated; null before.</summary>
        public ExtensionStatus? Proven { get; set; }

        public bool IsProven => Proven is not null;
    }
}
