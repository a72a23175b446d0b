using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Devices;

/// <summary>
/// Follows the phones and mailboxes of one PBX over its main connection, beside everything else: it requests them when the connection begins and every few
/// minutes, asks about single ones a few at a time, and applies events. Events are handed over on the reading loop; the rest happens on a loop of its own.
/// </summary>
internal sealed class DeviceFollower(AmiServerOptions server, DeviceBoard board, LiveBoard extensions, TimeProvider time, ILogger<DeviceFollower> logger)
{
    /// <summary>How often the contacts are requested without a reason, and the round trips after them.</summary>
    public static readonly TimeSpan BetweenLists = TimeSpan.FromMinutes(5);

    /// <summary>How often what changes seldom is asked again: mailboxes, and phones that no list has.</summary>
    public static readonly TimeSpan BetweenDetails = TimeSpan.FromHours(1);

    /// <summary>The longest share of the time that requests for single phones take: with it, at most 20 in a second.</summary>
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromMilliseconds(50);

    /// <summary>How many requests follow one another without a pause.</summary>
    private const int AtOnce = 4;

    /// <summary>The shortest time between two lists, however often there is a reason; of many phones, a list takes longer.</summary>
    private static readonly TimeSpan BetweenReasons = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ForEachPhone = TimeSpan.FromMilliseconds(20);

    /// <summary>How long to wait after a list that failed.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>How often it looks for other hints.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    /// <summary>The shortest time between two publications.</summary>
    private static readonly TimeSpan BetweenPublications = TimeSpan.FromMilliseconds(50);

    private readonly DeviceInbox _inbox = new(time);
    private readonly DeviceTracker _tracker = new();
    private bool _isLogged;

    /// <summary>Whether the events of phones are used.</summary>
    public bool IsOn => server.Devices;

    /// <summary>A new connection begins; nothing of the one before counts. No <see cref="RunAsync"/> may be under way.</summary>
    public void Begin() => _inbox.Begin();

    /// <summary>Takes an event, on the reading loop.</summary>
    /// <param name="received">The event.</param>
    /// <param name="isProven">Whether it is surely the PBX's own; else the PBX is asked.</param>
    public void Receive(DeviceEvent received, bool isProven) => _inbox.Receive(received, isProven);

    /// <summary>Something may have been missed: the phones are requested.</summary>
    public void Doubt() => _inbox.Doubt();

    /// <summary>Follows until it is cancelled or the session has ended. Then nothing is known.</summary>
    public async Task RunAsync(AmiSession session, CancellationToken cancellationToken)
    {
        if (!IsOn) return;
        try
        {
            _tracker.Begin();
            await FollowAsync(new DeviceRequests(session, _tracker, time), session, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The session is over.
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            DeviceLog.FollowingFailed(logger, server.Name, unexpected);
            board.Update(server.Name, health => health with { State = DevicesState.Unavailable, Reason = DeviceMessages.UnexpectedFailure(server.Name) });
        }
        finally
        {
            board.Publish(PbxDevices.Empty(server.Name));
            board.Update(server.Name, health => health.State == DevicesState.Live ? health with { State = DevicesState.Waiting } : health);
        }
    }

    private async Task FollowAsync(DeviceRequests requests, AmiSession session, CancellationToken cancellationToken)
    {
        var (lookAt, listAt, askAt) = (0L, 0L, 0L);
        long? listed = null;
        var isDue = true;
        while (!session.Ended.IsCompleted)
        {
            if (time.GetTimestamp() >= lookAt)
            {
                isDue |= _tracker.Follow(extensions.Rows(server.Name).Where(row => row.Present).Select(row => row.Hint));
                lookAt = After(LookAgain);
            }

            isDue |= Receive(requests);
            isDue |= listed is { } last && time.GetElapsedTime(last) >= BetweenLists;
            if (isDue && time.GetTimestamp() >= listAt && !requests.IsOver && _tracker.Phones.Count > 0)
            {
                var isRead = await ListAsync(requests, cancellationToken);
                isDue = !isRead || requests.IsListLate;
                listed = isRead ? time.GetTimestamp() : listed;
                listAt = After(isRead ? BetweenReasons + (ForEachPhone * _tracker.Phones.Count) : AfterFailure);
            }

            if (time.GetTimestamp() >= askAt && !requests.IsOver && !requests.Questions.IsEmpty)
                askAt = After(BetweenRequests * await AskAsync(requests, cancellationToken));
            Publish(requests, listed is not null);
            await Task.Delay(BetweenPublications, time, cancellationToken);
            await _inbox.WaitAsync(Until(lookAt, isDue && !requests.IsOver ? listAt : null, requests is { IsOver: false, Questions.IsEmpty: false } ? askAt : null), cancellationToken);
        }
    }

    /// <summary>Applies the events that have come.</summary>
    /// <returns>Whether lists must be requested.</returns>
    private bool Receive(DeviceRequests requests)
    {
        var isDue = _inbox.TakeDoubt();
        while (_inbox.TryTake(out var received)) isDue |= received.IsProven ? _tracker.Apply(received.Event, received.At) : requests.AskAbout(received.Event);
        return isDue;
    }

    /// <returns>Whether they could be read.</returns>
    private async Task<bool> ListAsync(DeviceRequests requests, CancellationToken cancellationToken)
    {
        try
        {
            await requests.ListAsync(() => Receive(requests), cancellationToken);
            _isLogged = false;
            return true;
        }
        catch (AmiException failure)
        {
            Failed(requests, failure);
            return false;
        }
    }

    /// <returns>How many requests were made.</returns>
    private async Task<int> AskAsync(DeviceRequests requests, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.AskAsync(AtOnce, () => Receive(requests), cancellationToken);
        }
        catch (AmiPermissionException)
        {
            // An account may be allowed to read lists and nothing else; what they tell is shown.
            requests.Questions.End();
            return AtOnce;
        }
        catch (AmiException failure)
        {
            Failed(requests, failure);
            return AtOnce;
        }
    }

    private void Failed(DeviceRequests requests, AmiException failure)
    {
        // Of a connection that is lost, its own loop finds out and says why.
        if (failure is AmiClosedException or AmiFaultException) return;
        var isDenied = failure is AmiPermissionException;
        if (isDenied || failure is AmiCommandUnknownException) requests.End();
        var reason = isDenied ? DeviceMessages.NotAllowed(server) : failure.Sentence;
        board.Update(server.Name, health => health with { State = DevicesState.Unavailable, Reason = reason });
        if (_isLogged || failure is AmiCommandUnknownException) return;
        _isLogged = true;
        DeviceLog.Unavailable(logger, FormattableString.Invariant(reason), failure.PbxWords);
    }

    private void Publish(DeviceRequests requests, bool isListed)
    {
        // What events alone tell is shown as well: where the account may not ask, they come all the same.
        if (_tracker.IsChanged) board.Publish(_tracker.Take(server.Name));
        var (registered, phones) = (_tracker.Registered, _tracker.Phones.Count);
        if (requests.IsOver || (!isListed && phones > 0)) return;
        board.Update(server.Name, health => health with
        {
            State = DevicesState.Live,
            Reason = null,
            ListedAt = requests.ListedAt,
            Registered = registered,
            Phones = phones,
        });
    }

    private long After(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    private TimeSpan Until(params ReadOnlySpan<long?> deadlines)
    {
        var now = time.GetTimestamp();
        var longest = LookAgain;
        foreach (var deadline in deadlines)
        {
            if (deadline is not { } at) continue;
            var left = at <= now ? TimeSpan.Zero : time.GetElapsedTime(now, at);
            if (left < longest) longest = left;
        }

        return longest;
    }
}
