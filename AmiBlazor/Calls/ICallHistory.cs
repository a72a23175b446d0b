namespace AmiBlazor.Calls;

/// <summary>Where finished calls go.</summary>
internal interface ICallHistory
{
    /// <summary>Takes a call; returns at once.</summary>
    void Add(RecordedCall call);

    /// <summary>The calls of a PBX that were under way when the program ended.</summary>
    Task<IReadOnlyList<RecordedCall>> UnfinishedAsync(string server, CancellationToken cancellationToken);
}
