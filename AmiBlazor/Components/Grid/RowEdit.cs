using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// What somebody types in a row of the grid, for as long as they do. The row may change meanwhile, move, or leave the window: what was typed stays here.
/// Belongs to one circuit and is used on its thread only.
/// </summary>
/// <param name="row">The row when it began.</param>
/// <param name="fields">The fields that are shown, in the order of the columns.</param>
public sealed class RowEdit(BoardRow row, IReadOnlyList<PersonField> fields)
{
    private readonly Dictionary<PersonField, string?> _typed = [];

    /// <summary>The extension's number in the database.</summary>
    public int Id => row.Id;

    /// <summary>The extension.</summary>
    public ExtensionKey Key => row.Key;

    /// <summary>The field that is to get the keyboard when it is drawn; null for none.</summary>
    public PersonField? Focus { get; set; } = FirstOf(fields);

    /// <summary>Why it was not saved, and of which field that is said; null if nothing is wrong.</summary>
    public (PersonField Field, string Sentence)? Problem { get; private set; }

    /// <summary>True while it is saved.</summary>
    public bool IsSaving { get; set; }

    /// <summary>When something was last typed, or the editing began.</summary>
    public DateTimeOffset TypedAt { get; private set; }

    /// <summary>True if there is something to save.</summary>
    public bool IsDirty => fields.Any(IsTyped);

    /// <summary>The value of a field in a row.</summary>
    public static string? ValueOf(BoardRow row, PersonField field) => field switch
    {
        PersonField.Department => row.Department,
        PersonField.Note => row.Note,
        PersonField.Email => row.Email,
        _ => row.Name,
    };

    /// <summary>What stands in a field.</summary>
    public string? Value(PersonField field) => _typed.TryGetValue(field, out var typed) ? typed : ValueOf(row, field);

    /// <summary>True if something else was typed into a field than there was.</summary>
    public bool IsTyped(PersonField field) =>
        _typed.TryGetValue(field, out var typed) && !string.Equals(Lines(typed), Lines(ValueOf(row, field)), StringComparison.Ordinal);

    /// <summary>What somebody else has entered since; null if that is what was there, or what was typed.</summary>
    /// <param name="field">The field.</param>
    /// <param name="now">What the row has now.</param>
    public string? Moved(PersonField field, string? now) =>
        IsTyped(field) && !string.Equals(now, ValueOf(row, field), StringComparison.Ordinal)
            && !string.Equals(now ?? "", Lines(Value(field)), StringComparison.Ordinal)
            ? now ?? ""
            : null;

    /// <summary>Takes over what was typed into a field.</summary>
    public void Type(PersonField field, string? text, DateTimeOffset at)
    {
        _typed[field] = text;
        TypedAt = at;
        if (Problem?.Field == field) Problem = null;
    }

    /// <summary>What is shown in a field while it is empty; null for nothing.</summary>
    public string? Placeholder(PersonField field) => field == PersonField.Name ? row.PbxName : null;

    /// <summary>Forgets why it was not saved, before it is tried again.</summary>
    public void ClearProblem() => Problem = null;

    /// <summary>Begins to wait for the end of typing.</summary>
    public void Touch(DateTimeOffset at) => TypedAt = at;

    /// <summary>The details with what was typed; what was not is left as it is now.</summary>
    internal PersonDetails On(PersonDetails now) => new(
        IsTyped(PersonField.Name) ? Value(PersonField.Name) : now.Name,
        IsTyped(PersonField.Department) ? Value(PersonField.Department) : now.Department,
        IsTyped(PersonField.Note) ? Value(PersonField.Note) : now.Note,
        IsTyped(PersonField.Email) ? Value(PersonField.Email) : now.Email);

    /// <summary>Takes over why it was not saved. A field that is not shown cannot say it: the first one does.</summary>
    public void Refuse(PersonField? field, string sentence)
    {
        var said = field is { } wrong && fields.Contains(wrong) ? wrong : FirstOf(fields);
        Problem = (said, sentence);
        Focus = said;
    }

    // Narrow windows hide the others first.
    private static PersonField FirstOf(IReadOnlyList<PersonField> fields) => fields.Contains(PersonField.Name) ? PersonField.Name : fields[0];

    private static string Lines(string? text) => text?.ReplaceLineEndings("\n") ?? "";
}
