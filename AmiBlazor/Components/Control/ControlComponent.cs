using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AmiBlazor.Components.Control;

/// <summary>What menus and buttons have in common: a choice is asked about where that is needed, done, and told about.</summary>
public abstract class ControlComponent : SubscribingComponent
{
    [Inject]
    private protected CircuitControl Control { get; init; } = null!;

    [Inject]
    private protected IDialogService Dialogs { get; init; } = null!;

    [Inject]
    private protected ISnackbar Snackbars { get; init; } = null!;

    [Inject]
    private protected Localizer Texts { get; init; } = null!;

    /// <summary>Gives the keyboard to the button.</summary>
    protected abstract Task FocusAsync();

    /// <summary>
    /// Asks what has to be asked, and does it. The dialog does it by itself, and stays open with what was entered if that fails. When it closes, the button
    /// has the keyboard again.
    /// </summary>
    protected async Task ChooseAsync(ControlChoice choice)
    {
        if (choice.Question is { } question)
        {
            var parameters = new DialogParameters<ControlDialog> { { dialog => dialog.Choice, choice }, { dialog => dialog.Question, question } };
            var dialog = await Dialogs.ShowAsync<ControlDialog>(question.Title, parameters);
            try
            {
                await dialog.Result.WaitAsync(Gone);
                await FocusAsync();
            }
            catch (OperationCanceledException) when (IsGone)
            {
                // The page was closed, and the dialog with it.
            }

            return;
        }

        // The PBX answers only when the phone has been picked up.
        var ringing = choice.NeedsPhone ? Snackbars.Add(Texts["Your phone rings. Pick it up."], Severity.Info) : null;
        try
        {
            var notice = await Control.DoAsync(choice, "", Gone);
            if (ringing is not null) Snackbars.Remove(ringing);
            Snackbars.Add(notice.Text(Texts), notice.Severity);
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The page was closed; what was sent is done.
        }
    }
}
