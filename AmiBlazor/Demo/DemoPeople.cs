using System.Data.Common;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Plans;
using AmiBlazor.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Demo;

/// <summary>
/// Gives the extensions of the demo PBX names and departments and puts them on a floor plan, so that the first look is at people. It does what a person
/// does with the form of an extension, once: as soon as the extensions are known, and only if none of them has a name or department yet.
/// </summary>
internal sealed partial class DemoPeople(
    IOptions<DemoOptions> options, LiveBoard board, ExtensionStore store, PlanStore plans, ILogger<DemoPeople> logger) : BackgroundService
{
    private static readonly string[] FirstNames =
    [
        "Anna", "Ben", "Clara", "David", "Elif", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Katrin", "Leo", "Mia", "Noah", "Olga", "Paul", "Rosa",
        "Simon", "Tara", "Umut", "Vera", "Wim", "Yusuf", "Zoe",
    ];

    private static readonly string[] LastNames =
    [
        "Albrecht", "Becker", "Conrad", "Dahl", "Ernst", "Fischer", "Graf", "Hoffmann", "Ivanova", "Jansen", "Keller", "Lang", "Maier", "Novak", "Olsen",
        "Peters", "Roth", "Seidel", "Tanaka", "Ullmann", "Vogel", "Weber", "Yilmaz", "Zander", "Arnold",
    ];

    private static readonly string[] Departments = ["Sales", "Support", "Support", "Dispatch", "Accounting"];

    /// <summary>The name of an extension's person: the same number always has the same.</summary>
    /// <param name="number">The place of the extension among those of the demo PBX, from 0.</param>
    public static string NameOf(int number) => $"{FirstNames[number * 7 % FirstNames.Length]} {LastNames[number * 11 % LastNames.Length]}";

    /// <summary>The department of an extension: the branch office is one, the others are spread.</summary>
    public static string DepartmentOf(string context, int number) => context switch
    {
        DemoFloor.BranchContext => "Branch office",
        _ when number < 4 => "Reception",
        _ => Departments[number % Departments.Length],
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Enabled is not true) return;
        var rows = await KnownAsync(stoppingToken);
        if (rows.Any(row => row.Name is not null || row.Department is not null)) return;
        try
        {
            await plans.LoadAsync(stoppingToken);
            foreach (var (number, row) in rows.Index())
            {
                await store.RenameAsync(
                    row.Key, NameOf(number), DepartmentOf(row.Key.Context, number), found => found.Name is null && found.Department is null, stoppingToken);
            }

            await PlaceAsync();
        }
        catch (Exception failure) when (failure is StoreException or DbException or DbUpdateException)
        {
            // The demo is as live without names.
            Log.NotNamed(logger, failure);
        }
    }

    // With the names, and so once: a plan that somebody has deleted does not come back.
    private async Task PlaceAsync()
    {
        if (plans.Current.Count > 0) return;
        if (await plans.AddAsync(Actor.Program, DemoPlan.Name, DemoPlan.Shape, picture: null) is { Id: { } id })
            await plans.PlaceAsync(Actor.Program, id, DemoPlan.Places(Of(board.Snapshot)));
    }

    /// <summary>The rows of the demo PBX in the order of their numbers, as soon as there are any.</summary>
    private async Task<List<BoardRow>> KnownAsync(CancellationToken cancellationToken)
    {
        var known = new TaskCompletionSource<BoardSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (first, subscription) = board.Subscribe(batch => ShowAsync(batch.Snapshot));
        using (subscription)
        {
            await ShowAsync(first.Snapshot);
            var snapshot = await known.Task.WaitAsync(cancellationToken);
            return [.. Of(snapshot).OrderBy(row => row.Key.Exten, StringComparer.Ordinal).ThenBy(row => row.Key.Context, StringComparer.Ordinal)];
        }

        Task ShowAsync(BoardSnapshot snapshot)
        {
            // A phone that changes its state may be known before the list of all.
            var isListed = snapshot.Pbxs.Any(pbx => string.Equals(pbx.Server, DemoPbx.ServerName, StringComparison.Ordinal) && pbx.LastListAt is not null);
            if (isListed && Of(snapshot).Any()) known.TrySetResult(snapshot);
            return Task.CompletedTask;
        }
    }

    private static IEnumerable<BoardRow> Of(BoardSnapshot snapshot) =>
        snapshot.Rows().Where(row => string.Equals(row.Key.Server, DemoPbx.ServerName, StringComparison.Ordinal));

    private static partial class Log
    {
        [LoggerMessage(6010, LogLevel.Warning, "The extensions of the demo PBX could not be given names and places.", EventName = "DemoNotNamed")]
        public static partial void NotNamed(ILogger logger, Exception failure);
    }
}
