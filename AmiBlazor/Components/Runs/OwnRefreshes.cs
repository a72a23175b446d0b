using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Refreshing;
using AmiBlazor.Components.Shared;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AmiBlazor.Components.Runs;

/// <summary>
/// Says how the refreshes that the user started have ended, on a page that does not show the result line. Draws nothing. Refreshes of other people
/// are in the list, and nothing more.
/// </summary>
public sealed class OwnRefreshes : SubscribingComponent
{
    private readonly RefreshNotifications _ledger = new();
    private string _name = "";
    private IDisposable? _subscription;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private RunningRefreshes Running { get; init; } = null!;

    [Inject]
    private ISnackbar Snackbars { get; init; } = null!;

    [Inject]
    private Localizer T { get; init; } = null!;

    private IReadOnlyList<RefreshResult> Ended =>
        [.. Running.Ended.Where(ended => string.Equals(ended.AskedBy, _name, StringComparison.Ordinal) && Scope.Includes(ended.Server))];

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _name = Actor.Of(await User.GetAsync()).Name;
        if (IsGone) return;

        // Both on the circuit's thread, on which notices wait: none is missed, and none comes twice.
        _subscription = Running.Subscribe(() => _ = InvokeSafelyAsync(Tell));
        _ledger.Ignore(Ended);
    }

    private void Tell()
    {
        foreach (var result in _ledger.Take(Ended))
        {
            Snackbars.Add(T.Format(result.Sentence), result switch
            {
                { WarningSentence: not null } or { Outcome: RefreshOutcome.Empty } => Severity.Warning,
                { Outcome: RefreshOutcome.Completed } => Severity.Success,
                { Outcome: RefreshOutcome.Stopped } => Severity.Info,
                _ => Severity.Error,
            });
        }
    }
}
