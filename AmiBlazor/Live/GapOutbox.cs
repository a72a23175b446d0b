using AmiBlazor.History;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>
/// Records the times in which changes on one PBX could be missed. What the database does not take now waits here in order and is tried again: no gap is
/// forgotten. Only the main connection's own loop calls it.
/// </summary>
internal sealed class GapOutbox(
    string server,
    MonitoringGapStore gaps,
    LiveEventQueue queue,
    ConnectionHealthReporter health,
    LiveMetrics metrics,
    TimeProvider time,
    ILogger<MainConnection> logger)
{
    /// <summary>How often it is recorded that the PBX is followed: after a crash, the gap begins no earlier than this before it.</summary>
    private static readonly TimeSpan RecordInterval = TimeSpan.FromSeconds(30);

    private readonly Queue<Func<CancellationToken, Task>> _pending = new();
    private bool _isFailing;
    private long? _recordedAt;

    /// <summary>At the start: finds the gap that has lasted since the program ran last.</summary>
    /// <param name="isHandedOver">Whether another node has heard the PBX until after this one began to: then there is no gap.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task RecoverAsync(bool isHandedOver, CancellationToken cancellationToken)
    {
        try
        {
            var lasting = await gaps.LastingAsync(server, cancellationToken);
            if (lasting is null && !isHandedOver && await gaps.FollowedUntilAsync(server, cancellationToken) is { } until)
                await BeginAsync(until, LiveMessages.NotRunning(), null);
            else if (lasting is not null)
                health.GapRecovered(lasting.BeganAt);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            MainConnectionLog.GapUnknown(logger, server, failure);
        }
    }

    /// <summary>Begins a gap, unless one lasts.</summary>
    /// <param name="beganAt">When the PBX last sent anything; UTC.</param>
    /// <param name="reason">Why, for a person.</param>
    /// <param name="pbxWords">What the PBX itself said; null when it said nothing.</param>
    public async Task BeginAsync(DateTimeOffset beganAt, FormattableString reason, string? pbxWords)
    {
        if (health.Current.GapSince is not null) return;
        metrics.GapBegan(server);
        health.GapBegan(beganAt);
        _pending.Enqueue(token => gaps.BeginAsync(server, beganAt, reason, pbxWords, token));
        await FlushAsync();
    }

    /// <summary>Begins a gap now, if this program has ever followed the PBX: before that there is nothing that a gap could be in.</summary>
    public async Task BeginWhereFollowedAsync(FormattableString reason, string? pbxWords)
    {
        if (health.Current.GapSince is null && await WasEverFollowedAsync())
            await BeginAsync(time.GetUtcNow(), reason, pbxWords);
    }

    /// <summary>Ends the gap, if one lasts, and records that the PBX is followed.</summary>
    public async Task EndAsync(ResyncResult result)
    {
        _pending.Enqueue(token => gaps.EndAsync(server, result.At, result.Changed + result.Added, token));
        await FlushAsync();
    }

    /// <summary>Records now and then that the PBX is followed, and tries again what is pending.</summary>
    public async Task RecordFollowedAsync()
    {
        await FlushAsync();
        var isTime = _recordedAt is not { } last || time.GetElapsedTime(last) >= RecordInterval;
        if (!isTime || queue.State.FollowedSince is null || health.Current.GapSince is not null || _pending.Count > 0)
            return;
        _recordedAt = time.GetTimestamp();

        // The events that wait to be written would be lost if the program crashed.
        await RecordFollowedAsync(queue.OldestAt ?? time.GetUtcNow());
    }

    /// <summary>Records that every change was received until a time, and tries again what is pending.</summary>
    public async Task RecordFollowedAsync(DateTimeOffset until)
    {
        _pending.Enqueue(token => gaps.FollowedAsync(server, until, token));
        await FlushAsync();
    }

    /// <summary>Writes what is pending, as far as the database takes it.</summary>
    public async Task FlushAsync()
    {
        try
        {
            while (_pending.TryPeek(out var write))
            {
                await write(CancellationToken.None);
                _pending.Dequeue();
                _isFailing = false;
            }
        }
        catch (Exception failure)
        {
            // Logged once, not at every attempt.
            if (!_isFailing) MainConnectionLog.GapUnknown(logger, server, failure);
            _isFailing = true;
        }
    }

    private async Task<bool> WasEverFollowedAsync()
    {
        if (health.Current.LastResync is not null) return true;
        try
        {
            return await gaps.FollowedUntilAsync(server, CancellationToken.None) is not null;
        }
        catch (Exception failure)
        {
            MainConnectionLog.GapUnknown(logger, server, failure);
            return false;
        }
    }
}
