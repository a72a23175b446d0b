using AmiBlazor.Ami;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Demo;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <content>How the connection is: what it reports, and the gaps that it notes.</content>
internal sealed partial class MainConnection
{
    /// <summary>How often it is noted that the PBX is followed: after a crash the gap begins no earlier than this before it.</summary>
    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(30);

    // Guards the health.
    private readonly Lock _lock = new();
    private MainConnectionHealth _health;

    // Why the board may not be what the PBX says though the connection is up; the first says more than the second. Guarded by the lock.
    private FormattableString? _notSaved;
    private FormattableString? _eventsMissing;

    // What the database must still be told of gaps, in this order; it is told again until it takes it.
    private readonly Queue<Func<CancellationToken, Task>> _pendingGapWrites = new();
    private bool _gapWritesFailing;

    // The trouble that was logged; null while there is none.
    private (MainConnectionState State, DateTimeOffset Since, string Format)? _told;

    // What the listener had counted when this connection came about.
    private long _eventsBefore;

    // Whether this PBX tells this account when it has finished its start; null until the first time.
    private bool? _isToldBoots;
    private DateTimeOffset _notedAt;

    /// <summary>At the start: since when nobody has listened.</summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lasting = await _parts.Gaps.LastingAsync(Name, cancellationToken);
            if (lasting is null && await _parts.Gaps.FollowedUntilAsync(Name, cancellationToken) is { } until)
                await BeginGapAsync(until, LiveMessages.NotRunning(), null);
            else if (lasting is not null)
                Change(health => health with { GapSince = lasting.BeganAt, Gaps = 1 });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.GapUnknown(_parts.Logger, Name, failure);
        }
    }

    private async ValueTask OnFailedAsync(Exception failure, TimeSpan wait)
    {
        var isRefusal = IsRefusal(failure);
        var sentence = failure switch
        {
            AmiException ami => ami.Sentence,
            StoreException store => store.Sentence,
            _ => LiveMessages.UnexpectedFailure(Name),
        };
        var words = (failure as AmiException)?.PbxWords;
        if (failure is not AmiException and not StoreException)
            Log.UnexpectedFailure(_parts.Logger, Name, failure);
        var state = isRefusal ? MainConnectionState.Refused : MainConnectionState.Down;
        var before = Health;
        var since = _told?.State == state ? _told.Value.Since : before.State == state ? before.Since : Now;
        Change(health => health with
        {
            State = state,
            Since = since,
            Trouble = sentence,
            PbxWords = words,
            NextTryAt = Now + wait,
        });

        // Once for each kind of trouble, not for each of the tries of a night.
        if (_told?.State != state || !string.Equals(_told.Value.Format, sentence.Format, StringComparison.Ordinal))
            Log.NotConnected(_parts.Logger, Name, FormattableString.Invariant(sentence), words);
        _told = (state, since, sentence.Format);
        if (before.GapSince is null && await HasHistoryAsync())
            await BeginGapAsync(Now, sentence, words);
    }

    private async Task OnLostAsync(AmiSession session, AmiException reason)
    {
        _queue.MarkUntrusted();
        var sentence = _listener.ShutdownNotice ?? reason.Sentence;
        Change(health => health with { State = MainConnectionState.Down, Since = Now, Trouble = sentence, PbxWords = reason.PbxWords });
        Log.Lost(_parts.Logger, Name, FormattableString.Invariant(sentence), reason.PbxWords);

        // From the PBX's last word on: what it would have said after that, nobody heard.
        await BeginGapAsync(session.ReceivedAt, sentence, reason.PbxWords);
    }

    private async Task OnSyncedAsync(ResyncResult result)
    {
        var wasFollowing = Health.State == MainConnectionState.Following;
        var wasInGap = Health.GapSince is not null;
        if (wasInGap || !wasFollowing)
        {
            EnqueueGapWrite(token => _parts.Gaps.EndAsync(Name, result.At, result.Changed + result.Added, token));
            await FlushGapWritesAsync();
        }

        _told = null;
        var isBack = !wasFollowing && Health.LastResync is not null;
        Change(health => health with
        {
            State = MainConnectionState.Following,
            Since = wasFollowing ? health.Since : Now,
            Trouble = null,
            PbxWords = null,
            NextTryAt = null,
            GapSince = null,
            Reconnects = health.Reconnects + (isBack ? 1 : 0),
            LastResync = result,
        });
        ReportSaved();
        _plan.Done(result.Reason, result.IsQuiet, Health.Warning is not null, MonotonicNow);
        _parts.Metrics.Resynced(Name, result.Reason);
        if (isBack)
            _parts.Metrics.Reconnected(Name);
        if (!wasFollowing)
            Log.Following(_parts.Logger, Name, Health.AmiVersion, result.Known, result.Changed, result.Added, result.Gone);
        else if (!result.IsQuiet)
            Log.Resynced(_parts.Logger, Name, result.Reason, result.Changed, result.Added, result.Gone);
    }

    private void OnChecked(BoardVerification check)
    {
        _parts.Metrics.Checked(Name, check.Differing);
        var found = check.Changed switch
        {
            0 => null,
            _ when HasHeardNothing => LiveMessages.Deaf(_server, check.Changed),
            _ => LiveMessages.Missed(Name, check.Changed),
        };
        if (found is not null)
            Log.EventsMissing(_parts.Logger, Name, FormattableString.Invariant(found));
        bool isFirst;
        lock (_lock)
        {
            // That there was nothing to hear is no proof of hearing: only an event is.
            isFirst = _eventsMissing is null && found is not null;
            _eventsMissing = found ?? (HasHeardNothing ? _eventsMissing : null);
        }

        Change(health => health with { LastCheck = check });
        if (isFirst && HasHeardNothing)
            _listener.Request(ResyncReason.Check);
    }

    /// <summary>The database does not take what was heard.</summary>
    private void ReportNotSaved(StoreException failure)
    {
        lock (_lock)
            _notSaved = failure.Sentence;
        Change(health => health);
    }

    private void ReportSaved()
    {
        bool isNews;
        lock (_lock)
        {
            isNews = _notSaved is not null;
            _notSaved = null;
        }

        Change(health => health, isNews);
    }

    /// <summary>No event of an extension has come on this connection.</summary>
    private bool HasHeardNothing => _listener.Events == _eventsBefore;

    /// <summary>Events are known to have been missing, and on this connection none has come yet.</summary>
    private bool IsDeaf
    {
        get
        {
            lock (_lock)
                return _eventsMissing is not null && HasHeardNothing;
        }
    }

    private void OnReloadTraced() => _listener.Request(ResyncReason.Reloaded);

    private async Task BeginGapAsync(DateTimeOffset beganAt, FormattableString reason, string? words)
    {
        if (Health.GapSince is not null)
            return;
        Change(health => health with { GapSince = beganAt, Gaps = health.Gaps + 1 });
        _parts.Metrics.GapBegan(Name);
        EnqueueGapWrite(token => _parts.Gaps.BeginAsync(Name, beganAt, reason, words, token));
        await FlushGapWritesAsync();
    }

    private async Task NoteFollowedAsync()
    {
        await FlushGapWritesAsync();
        if (_queue.FollowedSince is null || Health.GapSince is not null || MonotonicNow - _notedAt < NoteInterval || _pendingGapWrites.Count > 0)
            return;
        _notedAt = MonotonicNow;

        // What waits to be written would be lost with the program.
        var until = _queue.OldestAt ?? Now;
        EnqueueGapWrite(token => _parts.Gaps.FollowedAsync(Name, until, token));
        await FlushGapWritesAsync();
    }

    private void EnqueueGapWrite(Func<CancellationToken, Task> note) => _pendingGapWrites.Enqueue(note);

    /// <summary>Tells the database what it must know of gaps. What it does not take now it is told later: a gap that was is never forgotten.</summary>
    private async Task FlushGapWritesAsync()
    {
        try
        {
            while (_pendingGapWrites.TryPeek(out var note))
            {
                await note(CancellationToken.None);
                _pendingGapWrites.Dequeue();
                _gapWritesFailing = false;
            }
        }
        catch (Exception failure)
        {
            // Once, and not for each time that it is tried.
            if (!_gapWritesFailing)
                Log.GapUnknown(_parts.Logger, Name, failure);
            _gapWritesFailing = true;
        }
    }

    /// <summary>Whether this program has ever known the PBX's states by following it: before that there is nothing that a gap could be in.</summary>
    private async Task<bool> HasHistoryAsync()
    {
        if (Health.LastResync is not null)
            return true;
        try
        {
            return await _parts.Gaps.FollowedUntilAsync(Name, CancellationToken.None) is not null;
        }
        catch (Exception failure)
        {
            Log.GapUnknown(_parts.Logger, Name, failure);
            return false;
        }
    }

    private MainConnectionHealth Health
    {
        get
        {
            lock (_lock)
                return _health;
        }
    }

    private void Change(Func<MainConnectionHealth, MainConnectionHealth> change, bool isNews = true)
    {
        lock (_lock)
        {
            _health = change(_health) with
            {
                Events = _listener.Events,
                EventsOutsideContexts = _listener.Outside,
                LastEventAt = _listener.LastEventAt,
                Warning = _notSaved ?? _eventsMissing,
            };

            // Under the lock: of two threads the later must not be overtaken by the earlier.
            _parts.Connections.Put(_health);
        }

        if (isNews)
            _parts.Connections.Tell();
    }
}
