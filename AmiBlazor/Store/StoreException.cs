using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>The database refused a change; nothing of it was saved. The message is for a person and says what to do.</summary>
internal sealed class StoreException(FormattableString sentence, Exception cause) : Exception(FormattableString.Invariant(sentence), cause)
{
    /// <summary>The message as template and values, so that it can be translated.</summary>
    public FormattableString Sentence { get; } = sentence;

    /// <summary>Makes the exception for a failure of the database.</summary>
    public static StoreException For(DatabaseFailure failure, Exception cause) => new(
        failure switch
        {
            DatabaseFailure.Locked =>
                $"Nothing was saved: another program has kept the database locked. Close what holds it, a backup or a database tool perhaps, then try again.",
            DatabaseFailure.ReadOnly =>
                $"Nothing was saved: the database may not be written. Give AmiBlazor the right to write the database and its folder, then try again.",
            DatabaseFailure.Full =>
                $"Nothing was saved: the database cannot grow, its disk is full. Make room there, then try again.",
            DatabaseFailure.Unreachable =>
                $"Nothing was saved: the database cannot be reached. See that its disk or its server is there and lets AmiBlazor in, then try again.",
            DatabaseFailure.Corrupt =>
                $"Nothing was saved: the database is damaged. Stop AmiBlazor and put the last good backup in its place.",
            DatabaseFailure.Constraint =>
                $"Nothing was saved: the database refused a row that contradicts what it holds. Try again; if it comes back, see the log.",
            _ => $"Nothing was saved: the database reported an error. Try again; if it comes back, see the log.",
        },
        cause);
}
