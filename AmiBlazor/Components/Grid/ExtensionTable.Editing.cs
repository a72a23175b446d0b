using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AmiBlazor.Components.Grid;

/// <summary>Editing in place what people say about an extension, one row at a time: F2 or the pencil begins it.</summary>
public sealed partial class ExtensionTable
{
    // Rows move again when nobody has typed for so long.
    private static readonly TimeSpan StillAfterKey = TimeSpan.FromSeconds(20);

    private RowEdit? _edit;

    [Inject]
    private PersonSaving Persons { get; init; } = null!;

    [Inject]
    private CircuitFavourites Favourites { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private IJSRuntime Browser { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    /// <summary>True if the user may edit, as far as the page knows; saving asks again.</summary>
    internal bool MayEdit { get; private set; }

    /// <summary>True if rows have a star.</summary>
    internal bool HasFavourites => Favourites.IsAvailable;

    /// <summary>True while somebody types in a row that is in the document: no row should change its place.</summary>
    internal bool HoldsStill =>
        _edit is { } edit && Time.GetUtcNow() - edit.TypedAt < StillAfterKey && Items.OfType<ExtensionTableRow>().Any(row => row.Item.Row.Id == edit.Id);

    /// <summary>The field that a column is edited by; null for one that cannot be edited.</summary>
    internal static PersonField? FieldOf(GridColumn column) => column switch
    {
        GridColumn.Name => PersonField.Name,
        GridColumn.Department => PersonField.Department,
        GridColumn.Email => PersonField.Email,
        GridColumn.Note => PersonField.Note,
        _ => null,
    };

    /// <summary>What is typed in this row; null if it is not edited.</summary>
    internal RowEdit? EditOf(int id) => _edit?.Id == id ? _edit : null;

    /// <summary>Saves what was typed, and ends the editing if that succeeds.</summary>
    internal async Task SaveEditAsync()
    {
        if (_edit is not { IsSaving: false } edit) return;
        edit.ClearProblem();
        if (edit.IsDirty)
        {
            edit.IsSaving = true;
            try
            {
                var (field, problem) = await Persons.SaveAsync(edit.Key, edit.On, "In a row of the page.", Gone);
                if (problem is not null) edit.Refuse(field, problem);
            }
            catch (OperationCanceledException) when (IsGone)
            {
                return;
            }
            finally
            {
                edit.IsSaving = false;
            }
        }

        if (edit.Problem is null)
            await EndEditAsync();
        else
            StateHasChanged();
    }

    /// <summary>Ends the editing; what was typed and not saved is given up. The row gets the keyboard back.</summary>
    internal async Task EndEditAsync()
    {
        _edit = null;
        StateHasChanged();
        await Browser.InvokeVoidAsync("amiblazor.backToLine");
    }

    /// <summary>What was typed just now, in a field of the row.</summary>
    internal void Type(RowEdit edit, PersonField field, string? text) => edit.Type(field, text, Time.GetUtcNow());

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive) MayEdit = await User.MaySeeAsync(Policies.Edit);
    }

    private async Task EditAsync(ExtensionKey key)
    {
        if (!MayEdit || View.Find(key) is not { } row || _edit?.Id == row.Id) return;

        // What is typed in another row is saved first, or stays there if it cannot be.
        await SaveEditAsync();
        if (_edit is not null || IsGone) return;
        var fields = Columns.Order.Where(Columns.Has).Select(FieldOf).OfType<PersonField>().ToList();
        if (fields.Count == 0) return;
        _edit = new RowEdit(row, fields);
        _edit.Touch(Time.GetUtcNow());
    }
}
