using System.Collections.Concurrent;
using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Support;

/// <summary>A history of calls in memory.</summary>
internal sealed class TestCallHistory : ICallHistory
{
    public ConcurrentQueue<RecordedCall> Calls { get; } = [];

    public void Add(RecordedCall call) => Calls.Enqueue(call);

    public Task<IReadOnlyList<RecordedCall>> UnfinishedAsync(string server, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RecordedCall>>([]);
}
