namespace AmiBlazor.Extensions;

/// <summary>The one writer of extensions: diff, rows, changes and run in one transaction, one at a time for each PBX; then the board.</summary>
internal sealed class ExtensionStore
{
    /// <summary>
    /// Applies a complete list. A known extension of its contexts that it does not hold becomes offline. A snapshot of zero rows is not for here.
    /// </summary>
    /// <param name="snapshot">The list.</param>
    /// <param name="run">The run, recorded in the same transaction with the counts filled in.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; once the transaction has begun it is not looked at.</param>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<StoreResult> ApplySnapshotAsync(ExtensionSnapshot snapshot, RunRecord run, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Applies the answers of single queries: like a list, but nothing is taken for gone.</summary>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public Task<StoreResult> ApplyAnswersAsync(
        string server, DateTimeOffset askedAt, ReadOnlyMemory<SnapshotRow> answers, RunRecord run, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Records a run that applied nothing.</summary>
    /// <exception cref="StoreException">It could not be recorded.</exception>
    public Task RecordRunAsync(RunRecord run, CancellationToken cancellationToken) => throw new NotImplementedException();
}
