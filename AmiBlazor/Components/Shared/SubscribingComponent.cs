using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// A component that outlives a single render: it is called by the board, a timer, a main connection or somebody else's refresh, or waits for the
/// database. Callers know neither the circuit's thread nor whether the component still exists.
/// </summary>
public abstract class SubscribingComponent : ComponentBase, IDisposable
{
    private CancellationTokenSource? _gone;

    /// <summary>True once the component has been disposed; calls to it may still arrive.</summary>
    protected bool IsGone { get; private set; }

    /// <summary>
    /// Canceled when the component is disposed; pass it to every query. Read on the circuit's thread. Created on first use, because most
    /// components of an open page never need it.
    /// </summary>
    protected CancellationToken Gone => IsGone ? new CancellationToken(canceled: true) : (_gone ??= new CancellationTokenSource()).Token;

    public void Dispose()
    {
        IsGone = true;
        Unsubscribe();
        _gone?.Cancel();
        _gone?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases subscriptions and timers when the component is disposed.</summary>
    protected virtual void Unsubscribe()
    {
    }

    /// <inheritdoc cref="InvokeSafelyAsync(Func{Task})"/>
    protected Task InvokeSafelyAsync(Action action) => InvokeSafelyAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>
    /// Runs the action on the circuit's thread, unless the component has been disposed. Called on any thread, and never throws: an exception is
    /// handed to the page's error boundary, where it is seen, instead of silently ending the subscription or timer that called.
    /// </summary>
    protected async Task InvokeSafelyAsync(Func<Task> action)
    {
        try
        {
            await InvokeAsync(() => IsGone ? Task.CompletedTask : action());
        }
        catch (ObjectDisposedException) when (IsGone)
        {
            // The circuit was closed while the call was under way.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }
}
