using AmiBlazor.Ami;
using AmiBlazor.Extensions;

namespace AmiBlazor.Live;

/// <content>How the connection is: what it reports, and the gaps that it notes.</content>
internal sealed partial class MainConnection
{
    /// <summary>How often it is noted that the PBX is followed: after a crash the gap begins no earlier than this before it.</summary>
    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(30);

    // Guards the health.
    private readonly Lock _lock = new();
    private MainConnectionHealth _health;

    // What the listener had counted when this connection came about.
    private long _eventsBefore;
    private bool _isToldBoots;
    private DateTimeOffset _notedAt;

    /// <summary>At the start: since when nobody has listened.</summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lasting = await _parts.Gaps.LastingAsync(Name, cancellationToken);
            if (lasting is null && await _parts.Gaps.FollowedUntilAsync(Name, cancellationToken) is { } until)
                await BeginGapAsync(until, LiveSentences.NotRunning(), null);
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
            _ => LiveSentences.Unforeseen(Name),
        };
        var words = (failure as AmiException)?.PbxWords;
        if (failure is not AmiException and not StoreException)
            Log.Unforeseen(_parts.Logger, Name, failure);
        var state = isRefusal ? MainConnectionState.Refused : MainConnectionState.Down;
        var before = Health;
        Change(health => health with
        {
            State = state,
            Since = health.State == state ? health.Since : Now,
            Trouble = sentence,
            PbxWords = words,
            NextTryAt = Now + wait,
        });

        // Once for each kind of trouble, not for each of the tries of a night.
        if (before.State != state || !string.Equals(before.Trouble?.Format, sentence.Format, StringComparison.Ordinal))
            Log.NotConnected(_parts.Logger, Name, FormattableString.Invariant(sentence), words);
        if (before.GapSince is null && await HasHistoryAsync())
            await BeginGapAsync(Now, sentence, words);
    }

    private async Task OnLostAsync(AmiSession session, AmiException reason)
    {
        _feed.Lose();
        var sentence = _listener.Farewell ?? reason.Sentence;
        Change(health => health with { State = MainConnectionState.Down, Since = Now, Trouble = sentence, PbxWords = reason.PbxWords });
        Log.Lost(_parts.Logger, Name, FormattableString.Invariant(sentence), reason.PbxWords);

        // From the PBX's last word on: what it would have said after that, nobody heard.
        await BeginGapAsync(session.ReceivedAt, sentence, reason.PbxWords);
    }

    private async Task OnSyncedAsync(ResyncResult result)
    {
        var wasFollowing = Health.State == MainConnectionState.Following;
        var wasInGap = Health.GapSince is not null;
        try
        {
            if (wasInGap || !wasFollowing)
                await _parts.Gaps.EndAsync(Name, result.At, result.Changed + result.Added, CancellationToken.None);
        }
        catch (StoreException failure)
        {
            // It then lasts longer in the history than it did: more doubt than there was, never less.
            Log.GapUnknown(_parts.Logger, Name, failure);
        }

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
            Warning = wasFollowing ? health.Warning : null,
        });
        _plan.Done(result.Reason, result.IsQuiet, Health.Warning is not null, Now);
        _parts.Metrics.Resynced(Name, result.Reason);
        if (isBack)
            _parts.Metrics.Reconnected(Name);
        if (!wasFollowing)
            Log.Following(_parts.Logger, Name, Health.AmiVersion, result.Known, result.Changed, result.Added, result.Gone);
        else if (!result.IsQuiet)
            Log.Resynced(_parts.Logger, Name, result.Reason, result.Changed, result.Added, result.Gone);
    }

    private void OnChecked(LiveCheck check)
    {
        _parts.Metrics.Checked(Name, check.Differing);
        var isDeaf = _listener.Events == _eventsBefore;
        var warning = check.Changed == 0 ? null : isDeaf ? LiveSentences.Deaf(_server, check.Changed) : LiveSentences.Missed(Name, check.Changed);
        if (warning is not null)
            Log.EventsMissing(_parts.Logger, Name, FormattableString.Invariant(warning));
        Change(health => health with { LastCheck = check, Warning = warning });
    }

    private void OnReloadTraced() => _listener.Wish(ResyncReason.Reloaded);

    private async Task BeginGapAsync(DateTimeOffset beganAt, FormattableString reason, string? words)
    {
        if (Health.GapSince is not null)
            return;
        Change(health => health with { GapSince = beganAt, Gaps = health.Gaps + 1 });
        _parts.Metrics.GapBegan(Name);
        try
        {
            await _parts.Gaps.BeginAsync(Name, beganAt, reason, words, CancellationToken.None);
        }
        catch (StoreException failure)
        {
            Log.GapUnknown(_parts.Logger, Name, failure);
        }
    }

    private async Task NoteFollowedAsync(bool isEnd = false)
    {
        if (_feed.FollowedSince is null && !isEnd || Health.GapSince is not null || (!isEnd && Now - _notedAt < NoteInterval))
            return;
        _notedAt = Now;
        try
        {
            await _parts.Gaps.FollowedAsync(Name, Now, CancellationToken.None);
        }
        catch (StoreException failure)
        {
            Log.GapUnknown(_parts.Logger, Name, failure);
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
            };
        }

        _parts.Connections.Report(Health, isNews);
    }
}
