using System.Data.Common;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Calls;

/// <summary>The calls of an extension today, by the user's time zone: those under way first, then the newest ones that have ended.</summary>
public sealed partial class ExtensionDay
{
    /// <summary>The most calls that are listed; a link leads to more.</summary>
    public const int Most = 20;

    // A call that has ended is saved a moment later.
    private static readonly TimeSpan ReadDelay = TimeSpan.FromSeconds(1);

    private readonly string _heading = "calls-" + Guid.NewGuid().ToString("N");
    private IReadOnlyList<CallParty> _live = [];
    private IReadOnlyList<(PastCall Call, PastCallLine Line)>? _calls;
    private (ExtensionKey Extension, long Minute, string? Zone)? _read;
    private bool _hasMore;
    private bool _hasFailed;
    private IDisposable? _subscription;
    private ITimer? _reading;

    /// <summary>The extension.</summary>
    [Parameter, EditorRequired]
    public ExtensionKey Extension { get; set; }

    /// <summary>The time that ages are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CallQueries Queries { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [Inject]
    private ILogger<ExtensionDay> Logger { get; init; } = null!;

    private PastCallsAddress Address => new() { Server = Extension.Server, Context = Extension.Context, Extension = Extension.Exten };

    private string All => Address.ToString();

    private string Today
    {
        get
        {
            var day = TimeZoneInfo.ConvertTime(Now, T.Zone ?? TimeZoneInfo.Utc).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            return (Address with { From = day, To = day }).ToString();
        }
    }

    protected override void Unsubscribe()
    {
        _subscription?.Dispose();
        _reading?.Dispose();
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) _subscription = Calls.Subscribe(() => _ = InvokeSafelyAsync(Follow));
    }

    protected override async Task OnParametersSetAsync()
    {
        _live = Calls.PartiesOf(Extension);
        if (_read?.Extension != Extension) (_calls, _hasFailed) = (null, false);

        // A call of which another party is still there is saved later: once a minute it is looked for.
        if (RendererInfo.IsInteractive && Calls.IsFollowed && _read != (Extension, Minute, T.Zone?.Id)) await ReadAsync();
    }

    private long Minute => Now.UtcTicks / TimeSpan.TicksPerMinute;

    private void Follow()
    {
        var live = Calls.PartiesOf(Extension);
        if (live.SequenceEqual(_live)) return;
        if (_live.Any(party => live.All(now => !string.Equals(now.ChannelId, party.ChannelId, StringComparison.Ordinal)))) ReadSoon();
        _live = live;
        StateHasChanged();
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
        var extension = Extension;
        _read = (extension, Minute, T.Zone?.Id);
        var filter = new CallFilter(extension.Server, extension.Context, extension.Exten, LocalDay.StartOf(T, Now));
        try
        {
            // SQLite completes queries on the calling thread, and the circuit's thread has a page to render.
            var scope = Scope.Current;
            var found = await Task.Run(() => Queries.PageAsync(scope, filter, before: null, Most + 1, Gone), Gone);
            if (IsGone || extension != Extension) return;
            _hasFailed = false;
            _hasMore = found.Count > Most;
            _calls = [.. found.Take(Most).Select(Calls.Shown).Select(call => (call, PastCallLine.Of(call, extension)))];
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The drawer was closed.
        }
        catch (DbException fault)
        {
            Log.Unread(Logger, extension.Server, extension.Context, extension.Exten, fault);
            _hasFailed = true;
        }
    }

    private static bool IsMissed(PastCallLine line) =>
        !line.IsOutgoing && !line.IsElsewhere && line.Outcome is CallOutcome.NotAnswered or CallOutcome.Abandoned;

    private string Facts(PastCall call, PastCallLine line)
    {
        List<string> facts = [PastCallText.Outcome(T, line)];
        if (line.Talk is { Bound: not TalkBound.Unknown }) facts.Add(PastCallText.Talked(T, line));
        if (call.Queue is { } queue) facts.Add(T.Format($"through queue {DisplayText.Show(queue)}"));
        if (!call.IsStartKnown)
            facts.Add(T["the beginning was not seen"]);
        else if (PastCallText.TalkedHint(T, line) is { } hint)
            facts.Add(hint);
        return string.Join(" · ", facts);
    }

    private static partial class Log
    {
        [LoggerMessage(7130, LogLevel.Error, "Today's calls of extension {Exten} in {Context} of PBX {Server} could not be read.", EventName = "CallsOfDayUnread")]
        public static partial void Unread(ILogger logger, string server, string context, string exten, Exception fault);
    }
}
