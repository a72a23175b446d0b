using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Store;

internal static class RunRecordMapper
{
    /// <summary>Makes a record from the database's row.</summary>
    public static RunRecord Of(RefreshRun run) => new(
        run.ConnectionId, run.Server, run.AskedBy, run.StartedAt, run.EndedAt,
        RefreshOutcomeExtensions.Parse(run.Outcome), run.Rows, run.Bytes, run.Error, run.SnapshotFile)
    {
        ExtensionsChecked = run.ExtensionsChecked,
        Changed = run.Changed,
        Added = run.Added,
        MarkedOffline = run.MarkedOffline,
        Differing = run.Differing,
        ErrorSentence = StoredMessage.Read(run.ErrorSentence),
        PbxWords = run.PbxWords,
        Individual = run.Individual,
    };
}
