namespace AmiBlazor.Data;

/// <summary>Why a database operation failed, as far as a person can do something about it.</summary>
internal enum DatabaseFailure
{
    Other,

    /// <summary>Another writer held the database for longer than a statement waits.</summary>
    Locked,
    ReadOnly,
    Full,

    /// <summary>The file cannot be opened or read, or the server does not answer or refuses the login.</summary>
    Unreachable,

    /// <summary>The file is damaged or is no database.</summary>
    Corrupt,

    /// <summary>The new data contradict the stored data.</summary>
    Constraint,
}
