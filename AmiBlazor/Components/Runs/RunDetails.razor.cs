using System.Data.Common;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Runs;

/// <summary>The drawer of one refresh: its outcome, its figures, and each extension that it changed with both states.</summary>
public sealed partial class RunDetails
{
    /// <summary>How many changes are loaded at a time.</summary>
    public const int Part = 200;

    private string? _shown;
    private RunRecord? _run;
    private IReadOnlyList<RunChange> _changes = [];
    private bool _hasMore;
    private bool _isUnknown;
    private RefreshResult? _ended;
    private bool _failed;

    /// <summary>The refresh's id.</summary>
    [Parameter, EditorRequired]
    public required string ConnectionId { get; set; }

    /// <summary>Raised when the user closes the drawer.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private RunQueries Queries { get; init; } = null!;

    [Inject]
    private SnapshotFiles Files { get; init; } = null!;

    [Inject]
    private RunningRefreshes Runs { get; init; } = null!;

    [Inject]
    private ILogger<RunDetails> Logger { get; init; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (string.Equals(ConnectionId, _shown, StringComparison.Ordinal)) return;
        _shown = ConnectionId;
        await LoadAsync();
    }

    private Task LoadAsync() => AskAsync(async id =>
    {
        var run = (await Queries.FindAsync(Scope.Current, [id], Gone)).SingleOrDefault();
        IReadOnlyList<RunChange> changes = run is { Changed: 0, Added: 0 } or null
            ? []
            : await Queries.ChangesAsync(Scope.Current, id, after: null, Part, Gone);
        return () =>
        {
            _run = run;

            // The result in memory, exact to the millisecond; the database's duration excludes the time it took to save.
            _ended = Runs.Ended.FirstOrDefault(ended => string.Equals(ended.ConnectionId, id, StringComparison.Ordinal));
            _isUnknown = run is null;
            _changes = changes;
            _hasMore = changes.Count == Part;
        };
    });

    private Task MoreAsync() => AskAsync(async id =>
    {
        var more = await Queries.ChangesAsync(Scope.Current, id, _changes[^1].Key, Part, Gone);
        return () =>
        {
            _changes = [.. _changes, .. more];
            _hasMore = more.Count == Part;
        };
    });

    /// <summary>Shows an answer, unless another refresh has been asked for in the meantime.</summary>
    private async Task AskAsync(Func<string, Task<Action>> ask)
    {
        var id = ConnectionId;
        try
        {
            var show = await ask(id);
            if (!string.Equals(id, _shown, StringComparison.Ordinal)) return;
            _failed = false;
            show();
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The drawer was closed.
        }
        catch (DbException fault)
        {
            Log.Unread(Logger, id, fault);
            _failed = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7011, LogLevel.Error, "The page could not read refresh {ConnectionId} from the database.", EventName = "PageRunUnread")]
        public static partial void Unread(ILogger logger, string connectionId, Exception fault);
    }
}
