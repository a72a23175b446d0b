using AmiBlazor.Ami;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>
/// Reports the health of one main connection to <see cref="MainConnections"/>, which holds it, and logs what an operator must know. The connection's loop
/// and its event writer call it.
/// </summary>
internal sealed class ConnectionHealthReporter(
    AmiServerOptions server, MainConnections connections, LiveEventHandler handler, LiveMetrics metrics, TimeProvider time, ILogger<MainConnection> logger)
{
    private readonly string _name = server.Name;

    // The trouble that was logged last; null while there is none. Only the connection's loop uses it.
    private (MainConnectionState State, DateTimeOffset Since, string Format)? _logged;

    private static readonly TimeSpan BetweenDoubts = TimeSpan.FromMinutes(10);

    // When doubtful events were logged last, as a timestamp of the clock; null when they were not.
    private long? _doubtLogged;

    // How many events had been counted when this connection came up.
    private long _eventsBefore;

    /// <summary>The health at this moment.</summary>
    public MainConnectionHealth Current => connections.Find(_name)!;

    /// <summary>Events are known to have been missed, and none has come on this connection.</summary>
    public bool IsDeaf => Current.EventsMissing is not null && HasReceivedNothing;

    private bool HasReceivedNothing => handler.Events == Volatile.Read(ref _eventsBefore);

    /// <summary>An attempt to connect begins.</summary>
    public void Connecting() => Update(health => health with { NextTryAt = null }, isNews: false);

    /// <summary>The session is open, and all states are requested.</summary>
    /// <param name="amiVersion">What the banner gave.</param>
    public void Syncing(string amiVersion)
    {
        Volatile.Write(ref _eventsBefore, handler.Events);
        Update(health => health with { State = MainConnectionState.Syncing, Since = time.GetUtcNow(), AmiVersion = amiVersion });
    }

    /// <summary>An attempt to connect has failed. Logged once for each kind of trouble, not for each of a night's attempts.</summary>
    /// <returns>What happened, for a person, and what the PBX itself said.</returns>
    public (FormattableString Sentence, string? PbxWords) Failed(Exception failure, TimeSpan wait)
    {
        var sentence = failure switch
        {
            AmiException ami => ami.Sentence,
            StoreException store => store.Sentence,
            _ => LiveMessages.UnexpectedFailure(_name),
        };
        var words = (failure as AmiException)?.PbxWords;
        if (failure is not AmiException and not StoreException)
            MainConnectionLog.UnexpectedFailure(logger, _name, failure);

        var state = ReconnectDelay.IsRefusal(failure) ? MainConnectionState.Refused : MainConnectionState.Down;
        var now = time.GetUtcNow();
        var before = Current;
        var since = _logged?.State == state ? _logged.Value.Since : before.State == state ? before.Since : now;
        Update(health => health with { State = state, Since = since, Trouble = sentence, PbxWords = words, NextTryAt = now + wait });
        if (_logged?.State != state || !string.Equals(_logged.Value.Format, sentence.Format, StringComparison.Ordinal))
            MainConnectionLog.NotConnected(logger, _name, FormattableString.Invariant(sentence), words ?? "none");
        _logged = (state, since, sentence.Format);
        return (sentence, words);
    }

    /// <summary>A connection that was up is lost.</summary>
    public void Lost(FormattableString sentence, string? pbxWords)
    {
        Update(health => health with { State = MainConnectionState.Down, Since = time.GetUtcNow(), Trouble = sentence, PbxWords = pbxWords });
        MainConnectionLog.Lost(logger, _name, FormattableString.Invariant(sentence), pbxWords ?? "none");
    }

    /// <summary>A list is saved: the board is what the PBX says, and every change is received.</summary>
    public void Synced(ResyncResult result)
    {
        _logged = null;
        var before = Current;
        var wasFollowing = before.IsUp;
        var isBack = !wasFollowing && before.LastResync is not null;
        var noRoom = result.NotAdded == 0 ? null : StoreMessages.NoRoom(_name, result.NotAdded);

        // Counted before it is told: whoever sees the connection follow finds it in the metrics.
        metrics.Resynced(_name, result.Reason);
        if (isBack) metrics.Reconnected(_name);
        Update(health => health with
        {
            State = MainConnectionState.Following,
            Since = health.State == MainConnectionState.Following ? health.Since : time.GetUtcNow(),
            Trouble = null,
            PbxWords = null,
            NextTryAt = null,
            GapSince = null,
            Reconnects = health.Reconnects + (isBack ? 1 : 0),
            LastResync = result,
            HeardStamp = time.GetTimestamp(),
            NotSaved = null,
            ListUnusable = null,
            NoRoom = noRoom,
        });
        if (noRoom is not null && before.NoRoom is null) MainConnectionLog.NoRoom(logger, _name, FormattableString.Invariant(noRoom));
        if (!wasFollowing)
            MainConnectionLog.Following(logger, _name, before.AmiVersion, result.Known, result.Changed, result.Added, result.Gone);
        else if (!result.IsQuiet)
            MainConnectionLog.Resynced(logger, _name, result.Reason, result.Changed, result.Added, result.Gone);
    }

    /// <summary>A list was compared with the board that was followed. When it finds changes without an event, the PBX may send no events at all.</summary>
    public void Verified(BoardVerification verification)
    {
        metrics.Checked(_name, verification.Differing);
        var missing = verification.Changed switch
        {
            0 => null,
            _ when HasReceivedNothing && handler.HearsCalls => LiveMessages.Filtered(server, verification.Changed),
            _ when HasReceivedNothing => LiveMessages.Deaf(server, verification.Changed),
            _ => LiveMessages.Missed(_name, verification.Changed),
        };
        if (missing is not null) MainConnectionLog.EventsMissing(logger, _name, FormattableString.Invariant(missing));

        var isFirst = false;
        Update(health =>
        {
            // That there was nothing to receive does not prove that events arrive: only an event does.
            isFirst = health.EventsMissing is null && missing is not null;
            return health with { LastCheck = verification, EventsMissing = missing ?? (HasReceivedNothing ? health.EventsMissing : null) };
        });
        if (isFirst && HasReceivedNothing) handler.Request(ResyncReason.Check);
    }

    /// <summary>The PBX has answered a Ping.</summary>
    public void Answered(TimeSpan roundTrip)
    {
        metrics.Answered(_name, roundTrip);
        Update(health => health with { RoundTrip = roundTrip, HeardStamp = time.GetTimestamp() }, isNews: false);
    }

    /// <summary>What the PBX tells of the names of its people is known.</summary>
    public void Named(NamesHealth names)
    {
        if (names != Current.Names) Update(health => health with { Names = names });
    }

    /// <summary>Names could not be read because of a fault of the program itself.</summary>
    public void NamesFailed(Exception unexpected) => MainConnectionLog.NamesFailed(logger, _name, unexpected);

    /// <summary>A list that was requested cannot be used; the next one may.</summary>
    public void ListUnusable(AmiMalformedException failure)
    {
        Update(health => health with { ListUnusable = failure.Sentence });
        MainConnectionLog.ListUnusable(logger, _name, failure.Message, failure.PbxWords);
    }

    /// <summary>Events that matter were not as Asterisk writes them. Logged at most once in ten minutes: a caller can make many.</summary>
    public void Doubted()
    {
        Update(static health => health);
        if (handler.LastDoubt is not { } words) return;
        if (_doubtLogged is { } last && time.GetElapsedTime(last) < BetweenDoubts) return;
        _doubtLogged = time.GetTimestamp();
        MainConnectionLog.Doubted(logger, _name, handler.Doubtful, words);
    }

    /// <summary>The database does not take what was received.</summary>
    public void NotSaved(StoreException failure)
    {
        var now = time.GetUtcNow();
        Update(health => health.State == MainConnectionState.Following
            ? health with { NotSaved = failure.Sentence, State = MainConnectionState.Unsaved, Since = now }
            : health with { NotSaved = failure.Sentence });
    }

    /// <summary>The database has taken what was received.</summary>
    public void Saved()
    {
        var now = time.GetUtcNow();
        Update(
            health => health.State == MainConnectionState.Unsaved
                ? health with { NotSaved = null, State = MainConnectionState.Following, Since = now }
                : health with { NotSaved = null },
            isNews: Current.NotSaved is not null);
    }

    /// <summary>A gap begins.</summary>
    public void GapBegan(DateTimeOffset beganAt) => Update(health => health with { GapSince = beganAt, Gaps = health.Gaps + 1 });

    /// <summary>A gap has lasted since an earlier run of the program.</summary>
    public void GapRecovered(DateTimeOffset beganAt) => Update(health => health with { GapSince = beganAt, Gaps = 1 });

    private void Update(Func<MainConnectionHealth, MainConnectionHealth> change, bool isNews = true) => connections.Update(
        _name,
        health => change(health) with
        {
            Events = handler.Events,
            EventsOutsideContexts = handler.Outside,
            EventsSkipped = handler.Skipped,
            UnneededEvent = handler.Unneeded,
            EventsDoubted = handler.Doubtful,
            DoubtedWords = handler.LastDoubt,
            LastEventAt = handler.LastEventAt,
        },
        isNews);
}
