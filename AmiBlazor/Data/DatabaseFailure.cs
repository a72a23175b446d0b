namespace AmiBlazor.Data;

/// <summary>Why a database did not do what it was asked, as far as a person can do something about it.</summary>
internal enum DatabaseFailure
{
    Other,

    /// <summary>Another writer held it for longer than a statement waits.</summary>
    Locked,
    ReadOnly,
    Full,

    /// <summary>The file cannot be opened or read, or the server does not answer or lets nobody in.</summary>
    Unreachable,

    /// <summary>The file is damaged or no database.</summary>
    Corrupt,

    /// <summary>What was to be written contradicts what is there.</summary>
    Constraint,
}
