using AmiBlazor.Data;

namespace AmiBlazor.Extensions;

internal static class RunRecords
{
    /// <summary>A row of the database as everybody else knows it.</summary>
    public static RunRecord Of(RefreshRun run) => new(
        run.ConnectionId, run.Server, run.AskedBy, run.StartedAt, run.EndedAt, RefreshOutcomes.Parse(run.Outcome), run.Rows, run.Bytes, run.Error, run.SnapshotFile)
    {
        ExtensionsChecked = run.ExtensionsChecked,
        Changed = run.Changed,
        Added = run.Added,
        MarkedOffline = run.MarkedOffline,
        Differing = run.Differing,
        ErrorSentence = StoredSentence.Read(run.ErrorSentence),
        PbxWords = run.PbxWords,
        Individual = run.Individual,
    };
}
