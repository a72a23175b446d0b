using AmiBlazor.Components.Shared;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AmiBlazor.Components.Grid;

/// <summary>One field of a row that is edited. Enter saves the row, Escape gives it up, Tab goes on to the next field.</summary>
public sealed partial class RowField
{
    private readonly string _word = "field-" + Guid.NewGuid().ToString("N");
    private ElementReference _element;

    // The value at first alone: the browser keeps what is typed, whatever is drawn meanwhile.
    private string? _first;

    /// <summary>What is typed in the row.</summary>
    [Parameter, EditorRequired]
    public required RowEdit Edit { get; set; }

    /// <summary>The field.</summary>
    [Parameter, EditorRequired]
    public PersonField Field { get; set; }

    /// <summary>The table, which saves.</summary>
    [Parameter, EditorRequired]
    public required ExtensionTable Table { get; set; }

    /// <summary>What the row has now; null for nothing.</summary>
    [Parameter, EditorRequired]
    public string? Now { get; set; }

    private int Longest => Field switch
    {
        PersonField.Email => EmailAddress.MaxLength,
        PersonField.Note => ExtensionNaming.MaxNote,
        _ => ExtensionNaming.MaxLength,
    };

    private string Label => Field switch
    {
        PersonField.Department => T["Department"],
        PersonField.Email => T["E-mail"],
        PersonField.Note => T["Note"],
        _ => T["Name"],
    };

    private bool IsWrong => Edit.Problem?.Field == Field;

    // What is wrong with it, or else that somebody else has changed it.
    private string? Word => Edit.Problem is { } problem && problem.Field == Field ? problem.Sentence
        : Edit.Moved(Field, Now) switch
        {
            null => null,
            "" => T["Someone else has emptied this field. Saving overwrites that."],
            var moved => T.Format($"Someone else has entered “{DisplayText.Show(moved.Replace('\n', ' '))}”. Saving overwrites that."),
        };

    protected override void OnInitialized() => _first = Edit.Value(Field);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Edit.Focus != Field) return;
        Edit.Focus = null;
        await _element.FocusAsync();
    }

    private void Type(ChangeEventArgs change) => Table.Type(Edit, Field, change.Value as string);

    private Task KeyDownAsync(KeyboardEventArgs key) => key.Key switch
    {
        "Enter" when !key.ShiftKey && !key.IsComposing => Table.SaveEditAsync(),
        "Escape" when !key.IsComposing => Table.EndEditAsync(),
        _ => Task.CompletedTask,
    };
}
