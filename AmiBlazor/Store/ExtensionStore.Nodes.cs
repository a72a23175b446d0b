namespace AmiBlazor.Store;

/// <content>Beside other nodes of a cluster, of which one follows each PBX.</content>
internal sealed partial class ExtensionStore
{
    /// <inheritdoc cref="ExtensionTransactions.HearAheadAsync"/>
    public Task HearAheadAsync(string server, CancellationToken cancellationToken) => _transactions.HearAheadAsync(server, cancellationToken);

    /// <inheritdoc cref="ExtensionTransactions.OwnAsync"/>
    public Task OwnAsync(string server, bool hasHeardAhead, CancellationToken cancellationToken) =>
        _transactions.OwnAsync(server, hasHeardAhead, cancellationToken);

    /// <inheritdoc cref="ExtensionTransactions.DisownAsync"/>
    public Task DisownAsync(string server, CancellationToken cancellationToken) => _transactions.DisownAsync(server, cancellationToken);

    /// <inheritdoc cref="ExtensionTransactions.HeadOf"/>
    public (long Epoch, long Sequence, bool IsFenced) HeadOf(string server) => _transactions.HeadOf(server);

    /// <inheritdoc cref="ExtensionTransactions.TryFollowAsync"/>
    public Task<bool> TryFollowAsync(PbxCommit commit, CancellationToken cancellationToken) => _transactions.TryFollowAsync(commit, cancellationToken);

    /// <inheritdoc cref="ExtensionTransactions.MendAsync"/>
    public Task MendAsync(string server, long sequence, CancellationToken cancellationToken) => _transactions.MendAsync(server, sequence, cancellationToken);
}
