using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>What people say about an extension. No PBX ever overwrites any of it.</summary>
/// <param name="Name">Null when there is none.</param>
/// <param name="Department">Null when there is none.</param>
/// <param name="Note">Text of one or more lines; null when there is none.</param>
/// <param name="Email">An e-mail address; null when there is none.</param>
internal readonly record struct PersonDetails(string? Name, string? Department, string? Note, string? Email)
{
    /// <summary>True if people have said nothing.</summary>
    public bool IsEmpty => this == default;

    /// <summary>What people have said about a row.</summary>
    public static PersonDetails Of(BoardRow row) => new(row.Name, row.Department, row.Note, row.Email);

    /// <summary>The row with these details.</summary>
    public BoardRow On(BoardRow row) => row with { Name = Name, Department = Department, Note = Note, Email = Email };

    /// <summary>The details as they are kept.</summary>
    public PersonDetails Clean() =>
        new(ExtensionNaming.Clean(Name), ExtensionNaming.Clean(Department), ExtensionNaming.CleanNote(Note), ExtensionNaming.Clean(Email));

    /// <summary>What is wrong with cleaned details, and in which of them; null if nothing is.</summary>
    public (PersonField Field, FormattableString Sentence)? Problem() =>
        TooLong(PersonField.Name, Name, ExtensionNaming.MaxLength)
        ?? TooLong(PersonField.Department, Department, ExtensionNaming.MaxLength)
        ?? TooLong(PersonField.Note, Note, ExtensionNaming.MaxNote)
        ?? TooLong(PersonField.Email, Email, EmailAddress.MaxLength)
        ?? (Email is { } address && !EmailAddress.IsValid(address) ? (PersonField.Email, $"“{address}” is not an e-mail address.") : null);

    private static (PersonField Field, FormattableString Sentence)? TooLong(PersonField field, string? text, int most) => text?.Length > most
        ? (field, field switch
        {
            PersonField.Department => $"The department has {text.Length:N0} characters; at most {most:N0} are allowed.",
            PersonField.Note => $"The note has {text.Length:N0} characters; at most {most:N0} are allowed.",
            PersonField.Email => $"The e-mail address has {text.Length:N0} characters; at most {most:N0} are allowed.",
            _ => $"The name has {text.Length:N0} characters; at most {most:N0} are allowed.",
        })
        : null;
}

/// <summary>The parts of <see cref="PersonDetails"/>.</summary>
public enum PersonField
{
    Name,
    Department,
    Note,
    Email,
}

/// <summary>A change of what people say about an extension, decided when it was as <paramref name="Before"/>.</summary>
/// <param name="Key">The extension.</param>
/// <param name="Before">What was said then.</param>
/// <param name="After">What is to be said.</param>
internal sealed record PersonEdit(ExtensionKey Key, PersonDetails Before, PersonDetails After);
