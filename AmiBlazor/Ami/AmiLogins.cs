using System.Collections.Concurrent;

namespace AmiBlazor.Ami;

/// <summary>
/// Tells when a login with a PBX's account has succeeded, whoever asked for it: a main connection that was refused, and therefore waits, then knows that it
/// need not wait any longer.
/// </summary>
internal sealed class AmiLogins
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _next = new(StringComparer.Ordinal);

    /// <summary>Completes with the next login to this PBX that succeeds.</summary>
    public Task NextAsync(string server) => _next.GetOrAdd(server, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Succeeded(string server)
    {
        if (_next.TryRemove(server, out var next)) next.SetResult();
    }
}
