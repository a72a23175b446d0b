using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Calls;

/// <summary>
/// The calls that this page's user may see. Tells its components of changes, at most ten times a second, and the last one always; of a frozen page, when it
/// goes on. Scoped: one for each circuit, and for each request that prerenders a page.
/// </summary>
internal sealed class CircuitCalls(
    CallBoard board,
    NumberPrivacies privacies,
    LiveBoard extensions,
    CircuitScope scope,
    CircuitFreeze freeze,
    AuthenticationStateProvider authentication,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>How long departments of extensions are taken as they were: they change seldom, and decide which calls are seen.</summary>
    private static readonly TimeSpan RowsKeep = TimeSpan.FromSeconds(5);

    // Guards what follows; the board calls on any thread.
    private readonly Lock _lock = new();
    private readonly List<(Action OnChanged, bool IsNeverFrozen)> _components = [];
    private IDisposable? _subscription;
    private ITimer? _timer;
    private bool _isTold;
    private (CallVisibility? Visibility, long Stamp, BoardLayout? Layout) _visibility;
    private BoardSnapshot? _names;

    /// <summary>Whether calls of a PBX within the scope are followed; if not, nothing about calls is shown.</summary>
    public bool IsFollowed => board.Health.Any(health => health.State != CallsState.Off && scope.Includes(health.Server));

    /// <summary>How well the calls of each PBX within the scope are known.</summary>
    public IReadOnlyList<CallsHealth> Health => [.. board.Health.Where(health => health.State != CallsState.Off && scope.Includes(health.Server))];

    private CallVisibility Visibility
    {
        get
        {
            var snapshot = extensions.Snapshot;
            if (_visibility.Visibility is { } known && ReferenceEquals(_visibility.Layout, snapshot.Layout)
                && (scope.Current.IncludesAllDepartments || time.GetElapsedTime(_visibility.Stamp) < RowsKeep))
            {
                return known;
            }

            var visibility = new CallVisibility(scope.Current, Privacy, snapshot);
            _visibility = (visibility, time.GetTimestamp(), snapshot.Layout);
            return visibility;
        }
    }

    /// <summary>All calls, the longest of each PBX first.</summary>
    public IReadOnlyList<Call> All()
    {
        var visibility = Visibility;
        return [.. (freeze.Calls?.All ?? board.All).SelectMany(visibility.Of).Select(call => call with { Parties = [.. call.Parties.Select(Named)] })];
    }

    /// <summary>What an extension's phones do; empty while they do nothing.</summary>
    public IReadOnlyList<CallParty> PartiesOf(ExtensionKey extension) =>
        PartiesOf(extension, freeze.Calls is { } frozen ? frozen.For(extension.Server) : board.For(extension.Server));

    /// <summary>
    /// The call of an extension's phone, and the party that the phone is, the longest first; null while it does nothing. For what acts on it: as it is now,
    /// also where the page is frozen.
    /// </summary>
    public (Call Call, CallParty Party)? CallOf(ExtensionKey extension) =>
        PartiesOf(extension, board.For(extension.Server)) is [var party, ..] && CallAt(extension.Server, party.ChannelId) is { } call ? (call, party) : null;

    /// <summary>A call that is shown, as it is now; null when it has ended, or the user may not see it. For what acts on it.</summary>
    public Call? NowOf(Call shown) => shown.Parties.Select(party => CallAt(shown.Server, party.ChannelId)).FirstOrDefault(call => call is not null);

    /// <summary>The call of a channel, as it is now; null when it has ended, or the user may not see it.</summary>
    public Call? CallAt(string server, string channelId) =>
        board.For(server).CallAt(channelId) is { } call && Visibility.Of(call) is { } shown ? shown with { Parties = [.. shown.Parties.Select(Named)] } : null;

    /// <summary>Whether the user sees an extension.</summary>
    public bool Sees(ExtensionKey extension) => Visibility.Includes(extension);

    /// <summary>Everybody who listens to a call, of the PBXs within the scope: the user may not see some of them.</summary>
    public IReadOnlyList<(string Server, CallParty Listener)> Listening()
    {
        var listening =
            from calls in board.All
            where scope.Includes(calls.Server)
            from call in calls.Calls
            from party in call.Parties
            where party.State is PartyState.Listening
            select (calls.Server, Named(party));
        return [.. listening];
    }

    /// <summary>What an extension's state and its calls contradict each other in; null when they do not. The extension itself must be visible.</summary>
    public Contradiction? ContradictionOf(ExtensionKey extension) =>
        (freeze.Calls is { } frozen ? frozen.HealthOf(extension.Server) : board.HealthOf(extension.Server)) is { Contradicted: { Count: > 0 } contradicted }
            ? contradicted.GetValueOrDefault(extension)
            : null;

    /// <summary>The contradictions of a PBX, as far as the user may see them.</summary>
    public IReadOnlyList<Contradiction> ContradictionsOf(string server) => board.HealthOf(server) is { Contradicted: { Count: > 0 } contradicted }
        ? [.. contradicted.Values.Where(one => Visibility.Includes(one.Extension)).OrderBy(one => one.Since)]
        : [];

    /// <summary>A past call, as the user may see it.</summary>
    public PastCall Shown(PastCall call)
    {
        var shown = Visibility.Of(call);
        return shown with { Legs = [.. shown.Legs.Select(leg => leg.Extension is { } key && NameOf([key]) is { } name ? leg with { Name = name } : leg)] };
    }

    /// <summary>How much of parties outside the user sees.</summary>
    public NumberPrivacy Privacy
    {
        get
        {
            var asked = authentication.GetAuthenticationStateAsync();
            return privacies.Of(asked.IsCompletedSuccessfully ? asked.Result.User : null);
        }
    }

    /// <summary>The department of an extension; null for none.</summary>
    public string? DepartmentOf(ExtensionKey extension) => RowOf(extension)?.Department is { Length: > 0 } department ? department : null;

    /// <summary>Calls back, on no particular thread, when calls have changed.</summary>
    /// <param name="onChanged">Called back.</param>
    /// <param name="isNeverFrozen">Whether also while the page is frozen.</param>
    public IDisposable Subscribe(Action onChanged, bool isNeverFrozen = false)
    {
        lock (_lock)
        {
            _components.Add((onChanged, isNeverFrozen));
            if (_subscription is null) freeze.Changed += OnFreezeChanged;
            _subscription ??= board.Subscribe(Changed);
        }

        return new Subscription(this, onChanged);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _components.Clear();
            EndSubscription();
            _timer?.Dispose();
            _timer = null;
        }
    }

    private IReadOnlyList<CallParty> PartiesOf(ExtensionKey extension, CallSnapshot calls) =>
        calls.PartiesOf(extension).Count == 0 ? [] : [.. Visibility.Of(calls, extension).Select(Named)];

    private void EndSubscription()
    {
        if (_subscription is null) return;
        freeze.Changed -= OnFreezeChanged;
        _subscription.Dispose();
        _subscription = null;
    }

    private void OnFreezeChanged(object? sender, EventArgs args) => TellAll();

    /// <summary>A party, and those it talks to, by the names that people have given to their extensions.</summary>
    private CallParty Named(CallParty party) => party with
    {
        Name = NameOf(party.Extensions) ?? (IsListener(party) ? RowOf(party.Extensions[0])?.ShownName ?? "" : party.Name),
        Peers = [.. party.Peers.Select(peer => NameOf(peer.Extensions) is { } name ? peer with { Name = name } : peer)],
    };

    /// <summary>Whether its own name may be what its phone showed while it rang: “Listen to 1001”.</summary>
    private static bool IsListener(CallParty party) => party.State is PartyState.Listening && !party.IsOutside;

    private string? NameOf(IReadOnlyList<ExtensionKey> extensions) =>
        extensions is [var key, ..] && RowOf(key)?.Name is { Length: > 0 } name ? name : null;

    private BoardRow? RowOf(ExtensionKey extension)
    {
        if (_names is null || !freeze.IsOn) _names = extensions.Snapshot;
        return _names.Find(extension);
    }

    /// <summary>The first change after a rest is told at once, the ones after it together.</summary>
    private void Changed()
    {
        lock (_lock)
        {
            if (_timer is not null)
            {
                _isTold = false;
                return;
            }

            _isTold = true;
            _timer = time.CreateTimer(_ => Rested(), null, Rest, Timeout.InfiniteTimeSpan);
        }

        TellAll();
    }

    private void Rested()
    {
        lock (_lock)
        {
            if (_timer is null) return;
            if (_isTold)
            {
                _timer.Dispose();
                _timer = null;
                return;
            }

            _isTold = true;
            _timer.Change(Rest, Timeout.InfiniteTimeSpan);
        }

        TellAll();
    }

    private void TellAll()
    {
        (Action OnChanged, bool IsNeverFrozen)[] components;
        lock (_lock) components = [.. _components];
        foreach (var (onChanged, isNeverFrozen) in components)
        {
            if (isNeverFrozen || !freeze.IsOn) onChanged();
        }
    }

    private void Unsubscribe(Action component)
    {
        lock (_lock)
        {
            _components.RemoveAll(one => one.OnChanged == component);
            if (_components.Count == 0) EndSubscription();
        }
    }

    private sealed class Subscription(CircuitCalls owner, Action component) : IDisposable
    {
        public void Dispose() => owner.Unsubscribe(component);
    }
}
