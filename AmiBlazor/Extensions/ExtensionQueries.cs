namespace AmiBlazor.Extensions;

/// <summary>Questions that the database answers.</summary>
internal sealed class ExtensionQueries
{
    /// <summary>The extensions that pass the filter, by server, context and exten; <see cref="BoardRow.LastSeen"/> is the effective one.</summary>
    public Task<IReadOnlyList<BoardRow>> ListAsync(ExtensionFilter filter, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The changes of one extension, newest first; null when no such extension is known.</summary>
    public Task<IReadOnlyList<HistoryEntry>?> HistoryAsync(
        ExtensionKey key, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The last ended refreshes, newest first.</summary>
    public Task<IReadOnlyList<RunRecord>> LastRunsAsync(int count, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>True when a refresh with this id is recorded.</summary>
    public Task<bool> RunExistsAsync(string connectionId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
