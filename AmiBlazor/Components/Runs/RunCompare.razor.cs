using System.Data.Common;
using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Runs;

/// <summary>Compares what was known after two refreshes of the same PBX.</summary>
public sealed partial class RunCompare
{
    /// <summary>How many differences are loaded at a time.</summary>
    public const int Part = 200;

    private IReadOnlyList<string>? _shown;
    private RunRecord? _earlier;
    private RunRecord? _later;
    private IReadOnlyList<RunChange> _changes = [];
    private int _total;
    private string? _problem;
    private bool _failed;

    /// <summary>The ids of the two refreshes, in any order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Ids { get; set; }

    /// <summary>The address of the list.</summary>
    [Parameter, EditorRequired]
    public required RunAddress Back { get; set; }

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private RunQueries Queries { get; init; } = null!;

    [Inject]
    private ILogger<RunCompare> Logger { get; init; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown is not null && Ids.SequenceEqual(_shown, StringComparer.Ordinal)) return;
        _shown = Ids;
        await LoadAsync();
    }

    private string Verdict(RunRecord later) => _total switch
    {
        0 when !Scope.Current.IncludesAllDepartments =>
            T.Format($"No differences among the extensions of {DisplayText.Show(later.Server)} that you can see."),
        0 => T.Format($"No differences: every extension of {DisplayText.Show(later.Server)} was the same after both refreshes."),
        1 => T.Format($"1 extension of {DisplayText.Show(later.Server)} had a different status after the second refresh than after the first."),
        _ => T.Format($"{_total:N0} extensions of {DisplayText.Show(later.Server)} had a different status after the second refresh than after the first."),
    };

    private string? Problem(IReadOnlyList<RunRecord> runs)
    {
        if (Ids.Distinct(StringComparer.Ordinal).Count() != RunAddress.Pair)
            return T["Select two refreshes of the same PBX to compare."];
        if (runs.Count != RunAddress.Pair)
            return T["A refresh in the URL was not found. Its record may have been deleted."];
        return string.Equals(runs[0].Server, runs[1].Server, StringComparison.Ordinal)
            ? null
            : T.Format($"One is from {DisplayText.Show(runs[0].Server)}, the other from {DisplayText.Show(runs[1].Server)}. Only refreshes of the same PBX can be compared.");
    }

    private Task LoadAsync() => AskAsync(async () =>
    {
        var runs = await Queries.FindAsync(Scope.Current, Ids, Gone);
        var problem = Problem(runs);
        if (problem is not null) return () => _problem = problem;
        var (earlier, later) = (runs[0], runs[1]);
        var total = await Queries.CountDifferencesAsync(Scope.Current, earlier.ConnectionId, later.ConnectionId, Gone);
        var changes = total == 0 ? [] : await Queries.DifferencesAsync(Scope.Current, earlier.ConnectionId, later.ConnectionId, after: null, Part, Gone);
        return () =>
        {
            _problem = null;
            (_earlier, _later, _total, _changes) = (earlier, later, total, changes);
        };
    });

    private Task MoreAsync() => AskAsync(async () =>
    {
        var more = await Queries.DifferencesAsync(Scope.Current, _earlier!.ConnectionId, _later!.ConnectionId, _changes[^1].Key, Part, Gone);
        return () => _changes = [.. _changes, .. more];
    });

    /// <summary>Shows an answer, unless other refreshes have been asked for in the meantime.</summary>
    private async Task AskAsync(Func<Task<Action>> ask)
    {
        var asked = _shown;
        try
        {
            var show = await ask();
            if (!ReferenceEquals(asked, _shown)) return;
            _failed = false;
            show();
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The page was closed.
        }
        catch (DbException fault)
        {
            Log.NotCompared(Logger, fault);
            _failed = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7012, LogLevel.Error, "The page could not compare two refreshes in the database.", EventName = "PageRunsNotCompared")]
        public static partial void NotCompared(ILogger logger, Exception fault);
    }
}
