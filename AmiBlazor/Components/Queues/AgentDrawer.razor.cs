using System.Data.Common;
using AmiBlazor.Components.Shared;
using AmiBlazor.Queues;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Queues;

/// <summary>When an agent was logged in to a queue today, by the user's time zone, and when paused; with the sums.</summary>
public sealed partial class AgentDrawer
{
    /// <summary>The most times that are listed.</summary>
    private const int Most = 100;

    private const int MaxTitle = 80;

    // What has begun or ended is saved a moment later.
    private static readonly TimeSpan ReadDelay = TimeSpan.FromSeconds(1);

    private readonly string _heading = "times-" + Guid.NewGuid().ToString("N");
    private IReadOnlyList<AgentTime>? _times;
    private (AgentAddress Agent, long Minute, string? Zone)? _read;
    private (bool IsIn, bool IsPaused, string? Reason, DateTimeOffset? Since)? _known;
    private bool _hasMore;
    private bool _hasFailed;
    private ITimer? _reading;

    /// <summary>The agent in a queue.</summary>
    [Parameter, EditorRequired]
    public required AgentAddress Agent { get; set; }

    /// <summary>The agent as the queue has them now; null if they are not in it, or not visible.</summary>
    [Parameter]
    public QueueAgent? Known { get; set; }

    /// <summary>The time that ages are relative to, in UTC.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Raised when the user closes the drawer.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private AgentLogQueries Queries { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [Inject]
    private ILogger<AgentDrawer> Logger { get; init; } = null!;

    private string Name => Known is { Name.Length: > 0 } known ? known.Name : _times is [{ Name.Length: > 0 } newest, ..] ? newest.Name : Agent.Interface;

    private DateTimeOffset DayStart => LocalDay.StartOf(T, Now);

    private long Minute => Now.UtcTicks / TimeSpan.TicksPerMinute;

    protected override void Unsubscribe() => _reading?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        var known = (Known is not null, Known is { IsPaused: true }, Known?.PausedReason, Known?.LoggedInSince);
        if (_read is not null && _known != known) ReadSoon();
        _known = known;
        if (_read?.Agent != Agent) (_times, _hasFailed) = (null, false);
        if (RendererInfo.IsInteractive && _read != (Agent, Minute, T.Zone?.Id)) await ReadAsync();
    }

    private void ReadSoon()
    {
        _reading?.Dispose();
        _reading = Time.CreateTimer(
            _ => _ = InvokeSafelyAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            }),
            null,
            ReadDelay,
            Timeout.InfiniteTimeSpan);
    }

    private async Task ReadAsync()
    {
        var agent = Agent;
        _read = (agent, Minute, T.Zone?.Id);
        var filter = new AgentLogFilter(agent.Server, agent.Queue, agent.Interface, From: DayStart);
        try
        {
            // SQLite completes queries on the calling thread, and the circuit's thread has a page to render.
            var scope = Scope.Current;
            var found = await Task.Run(() => Queries.PageAsync(scope, filter, before: null, Most + 1, Gone), Gone);
            if (IsGone || agent != Agent) return;
            (_hasFailed, _hasMore, _times) = (false, found.Count > Most, [.. found.Take(Most)]);
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The drawer was closed.
        }
        catch (DbException fault)
        {
            Log.Unread(Logger, agent.Server, agent.Queue, fault);
            _hasFailed = true;
        }
    }

    private string What(AgentTime time) => time switch
    {
        { Event: AgentEvent.LoggedIn } => T["Logged in"],
        { Reason.Length: 0 } => T["Paused"],
        _ => T.Format($"Paused: {DisplayText.Show(time.Reason)}"),
    };

    private string Period(AgentTime time)
    {
        var since = RelativeTime.Minute(T, time.Since, Now);
        if (!time.IsSinceKnown) since = T.Format($"{since} or earlier");
        if (time.Until is not { } ended) return T.Format($"since {since}");
        var until = RelativeTime.Minute(T, ended, Now);
        return time.IsUntilKnown ? T.Format($"{since} to {until}") : T.Format($"{since} to {until} or earlier");
    }

    private string Lasted(AgentTime time) => RelativeTime.Lasted(T, (time.Until ?? Now) - time.Since);

    // What lasts since yesterday counts from midnight on.
    private string Total(AgentEvent what)
    {
        var total = TimeSpan.Zero;
        foreach (var time in _times!.Where(time => time.Event == what))
        {
            var (from, to) = (time.Since > DayStart ? time.Since : DayStart, time.Until ?? Now);
            if (to > from) total += to - from;
        }

        return total == TimeSpan.Zero ? "–" : RelativeTime.Lasted(T, total);
    }

    private static partial class Log
    {
        [LoggerMessage(7140, LogLevel.Error, "Today's times of an agent in queue {Queue} of PBX {Server} could not be read.", EventName = "AgentTimesUnread")]
        public static partial void Unread(ILogger logger, string server, string queue, Exception fault);
    }
}
