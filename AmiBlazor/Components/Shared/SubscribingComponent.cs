using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// A component that others call: the board, a timer, a main connection, somebody else's refresh. They know neither the circuit's thread nor whether
/// the component is still there.
/// </summary>
public abstract class SubscribingComponent : ComponentBase, IDisposable
{
    /// <summary>True once the component is gone; a call may still be under way to it.</summary>
    protected bool IsGone { get; private set; }

    public void Dispose()
    {
        IsGone = true;
        Unsubscribe();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends subscriptions and timers: the component is gone.</summary>
    protected abstract void Unsubscribe();

    /// <summary>Called on any thread. A fault is the page's, to be seen; it must not quietly end the subscription or the timer.</summary>
    protected Task InvokeSafelyAsync(Action action) => InvokeSafelyAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Called on any thread. A fault is the page's, to be seen; it must not quietly end the subscription or the timer.</summary>
    protected async Task InvokeSafelyAsync(Func<Task> action)
    {
        try
        {
            await InvokeAsync(() => IsGone ? Task.CompletedTask : action());
        }
        catch (ObjectDisposedException) when (IsGone)
        {
            // The circuit went while the call was under way.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }
}
