using AmiBlazor.Board;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AmiBlazor.Components.Control;

/// <summary>Asks once more before something is done that interrupts people, or what is needed to do it. What was entered survives errors.</summary>
public sealed partial class ControlDialog
{
    private string _entered = "";
    private IReadOnlyList<BoardRow> _offered = [];
    private ControlNotice? _problem;
    private bool _isBusy;

    /// <summary>What is to be done.</summary>
    [Parameter, EditorRequired]
    public required ControlChoice Choice { get; set; }

    /// <summary>What is asked.</summary>
    [Parameter, EditorRequired]
    public required ControlQuestion Question { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CircuitControl Control { get; init; } = null!;

    [Inject]
    private ISnackbar Snackbars { get; init; } = null!;

    protected override void OnInitialized() => Offer();

    private void Choose(string? answer) => _entered = answer ?? "";

    private void Enter(string? entered)
    {
        _entered = entered ?? "";
        Offer();
    }

    private void Offer() => _offered = Question.ExtensionsOf is { } server ? Control.Offer(server, _entered.Trim()) : [];

    private Task KeyDownAsync(KeyboardEventArgs key) => key.Key is "Enter" ? SendAsync() : Task.CompletedTask;

    private async Task SendAsync()
    {
        if (_isBusy) return;
        if (Question is { Field: not null, IsNeeded: true } && string.IsNullOrWhiteSpace(_entered))
        {
            _problem = new(Severity.Error, Question.ExtensionsOf is null ? T["Enter or select a reason."] : T["Enter an extension or a number."]);
            return;
        }

        _isBusy = true;
        _problem = null;

        // The PBX answers only when the phone has been picked up.
        var ringing = Choice.NeedsPhone ? Snackbars.Add(T["Your phone rings. Pick it up."], Severity.Info) : null;
        try
        {
            var notice = await Control.DoAsync(Choice, _entered, Gone);
            if (ringing is not null) Snackbars.Remove(ringing);
            if (notice.Severity is not Severity.Success)
            {
                _problem = notice;
                return;
            }

            Dialog.Close();
            Snackbars.Add(notice.Text(T), notice.Severity);
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The page was closed; what was sent is done.
        }
        finally
        {
            _isBusy = false;
        }
    }
}
