using System.Collections.Immutable;

namespace AmiBlazor.Board;

/// <summary>Callbacks that are called when something has changed. An exception of one callback reaches neither the others nor the caller.</summary>
/// <param name="onFault">Is given each exception; it logs it.</param>
internal sealed class Subscribers(Action<Exception> onFault)
{
    private ImmutableList<Subscription> _all = [];

    /// <summary>How many subscriptions are alive.</summary>
    public int Count => _all.Count;

    /// <summary>Adds a callback until the result is disposed of; disposing of it twice is harmless.</summary>
    public IDisposable Add(Action callback)
    {
        var subscription = new Subscription(this, callback);
        ImmutableInterlocked.Update(ref _all, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    /// <summary>Calls every callback, one after the other, on this thread. Must not be called under a lock.</summary>
    public void NotifyAll()
    {
        foreach (var subscription in _all)
        {
            try
            {
                subscription.Callback();
            }
            catch (Exception fault)
            {
                onFault(fault);
            }
        }
    }

    private sealed class Subscription(Subscribers owner, Action callback) : IDisposable
    {
        public Action Callback { get; } = callback;

        public void Dispose() => ImmutableInterlocked.Update(ref owner._all, static (all, removed) => all.Remove(removed), this);
    }
}
