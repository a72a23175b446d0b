using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>The database refused a change; nothing of it was saved. The message is for a person and says what to do.</summary>
internal class StoreException(FormattableString sentence, Exception? cause) : Exception(FormattableString.Invariant(sentence), cause)
{
    /// <summary>The message as template and values, so that it can be translated.</summary>
    public FormattableString Sentence { get; } = sentence;

    /// <summary>Makes the exception for a failure of the database.</summary>
    public static StoreException For(DatabaseFailure failure, Exception cause) => new(
        failure switch
        {
            DatabaseFailure.Locked =>
                $"Nothing was saved: another program has kept the database locked. Close the program, for example a backup or a database tool, then try again.",
            DatabaseFailure.ReadOnly =>
                $"Nothing was saved: AmiBlazor cannot write to the database. Give it write permission for the database and its folder, then try again.",
            DatabaseFailure.Full =>
                $"Nothing was saved: the database cannot grow because its disk is full. Free up space, then try again.",
            DatabaseFailure.Unreachable =>
                $"Nothing was saved: the database cannot be reached. Check that its disk or server is available and grants access to AmiBlazor, then try again.",
            DatabaseFailure.Corrupt =>
                $"Nothing was saved: the database is damaged. Stop AmiBlazor and restore the last good backup.",
            DatabaseFailure.Constraint =>
                $"Nothing was saved: the database rejected a row that conflicts with its data. Try again; if the error persists, see the server log.",
            _ => $"Nothing was saved: the database reported an error. Try again; if the error persists, see the server log.",
        },
        cause);
}
