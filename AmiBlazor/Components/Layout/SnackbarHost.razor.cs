using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AmiBlazor.Components.Layout;

/// <summary>The passing messages of a circuit: the newest few, each for as long as it takes to read, and errors until they are dismissed.</summary>
public sealed partial class SnackbarHost
{
    /// <summary>The number of messages shown at a time.</summary>
    internal const int Most = 4;

    private readonly Dictionary<Snackbar, ITimer> _timers = [];
    private IReadOnlyList<Snackbar> _shown = [];

    [Inject]
    private ISnackbar Snackbars { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    /// <summary>How long a message is shown: five seconds to notice it, and 60 ms to read each character.</summary>
    internal static TimeSpan Duration(string? message) => TimeSpan.FromSeconds(5) + TimeSpan.FromMilliseconds(60 * (message?.Length ?? 0));

    protected override void Unsubscribe()
    {
        Snackbars.OnSnackbarsUpdated -= OnUpdated;
        foreach (var timer in _timers.Values) timer.Dispose();
    }

    protected override void OnInitialized()
    {
        Snackbars.OnSnackbarsUpdated += OnUpdated;
        Update();
    }

    private static bool IsError(Snackbar message) => message.Severity is Severity.Error;

    private static string Icon(Snackbar message) => message.Severity switch
    {
        Severity.Success => Icons.Material.Outlined.CheckCircle,
        Severity.Warning => Icons.Material.Outlined.ReportProblem,
        Severity.Error => Icons.Material.Outlined.ErrorOutline,
        _ => Icons.Material.Outlined.Info,
    };

    private void OnUpdated() => _ = InvokeSafelyAsync(Update);

    private void Update()
    {
        var all = Snackbars.ShownSnackbars.ToList();
        if (all.Count > Most)
        {
            // Oldest first, errors last. The service tells of each removal, which leads back here.
            Snackbars.Remove(all.Find(message => !IsError(message)) ?? all[0]);
            return;
        }

        _shown = all;
        foreach (var gone in _timers.Keys.Except(_shown).ToList())
        {
            _timers.Remove(gone, out var timer);
            timer!.Dispose();
        }

        foreach (var message in _shown.Where(message => !IsError(message) && !_timers.ContainsKey(message)))
        {
            _timers[message] = Time.CreateTimer(
                _ => _ = InvokeSafelyAsync(() => Snackbars.Remove(message)), null, Duration(message.Message), Timeout.InfiniteTimeSpan);
        }

        StateHasChanged();
    }
}
