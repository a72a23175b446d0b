using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// Lets a supervisor edit what people say about an extension: name, department, e-mail address and note. The input survives errors
/// until it is saved or discarded.
/// </summary>
public sealed partial class NameForm
{
    private MudTextField<string> _first = null!;
    private PersonDetails _before;
    private string? _name;
    private string? _department;
    private string? _email;
    private string? _note;
    private string? _error;
    private bool _isSaving;

    /// <summary>The extension's row on the board.</summary>
    [Parameter, EditorRequired]
    public required BoardRow Row { get; set; }

    /// <summary>Raised when editing ends; true if the change was saved.</summary>
    [Parameter]
    public EventCallback<bool> OnEnd { get; set; }

    [Inject]
    private PersonSaving Persons { get; init; } = null!;

    [Inject]
    private ISnackbar Snackbars { get; init; } = null!;

    // What is shown while the field is empty.
    private string? PbxName => Row.PbxName is { } name ? T.Format($"If empty, the PBX's name is shown: {DisplayText.Show(name, ExtensionNaming.MaxLength)}") : null;

    // What others have entered since the form was opened; null if nobody has.
    private IReadOnlyList<string>? Moved => PersonDetails.Of(Row) == _before
        ? null
        : [.. ((string?[])[Row.Name, Row.Department, Row.Email, Row.Note]).OfType<string>().Select(value => DisplayText.Show(value.Replace('\n', ' '), ExtensionNaming.MaxLength))];

    protected override void OnInitialized()
    {
        _before = PersonDetails.Of(Row);
        (_name, _department, _note, _email) = _before;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _first.FocusAsync();
    }

    private Task KeyDown(KeyboardEventArgs key) => key.Key is "Escape" && !_isSaving ? OnEnd.InvokeAsync(false) : Task.CompletedTask;

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        _isSaving = true;
        try
        {
            (_, _error) = await Persons.SaveAsync(Row.Key, _ => new PersonDetails(_name, _department, _note, _email), "By a form of the page.", Gone);
        }
        catch (OperationCanceledException) when (IsGone)
        {
            return;
        }
        finally
        {
            _isSaving = false;
        }

        if (_error is not null) return;
        Snackbars.Add(T["Contact details saved."], Severity.Success);
        await OnEnd.InvokeAsync(true);
    }
}
