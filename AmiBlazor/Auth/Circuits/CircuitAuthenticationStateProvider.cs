using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// Authentication state of a circuit. Becomes anonymous as soon as the account changes, so nothing more is shown and every further event is refused.
/// Scoped to a circuit; while a request prerenders a page, it only tells who sent the request.
/// </summary>
internal sealed class CircuitAuthenticationStateProvider(CircuitRegistry circuits)
    : ServerAuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider, IDisposable
{
    private const int MostPages = 2;

    private static readonly Task<AuthenticationState> Anonymous = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));

    /// <summary>Whether the circuit is usable. Once it is not <see cref="CircuitState.Open"/>, it stays so: the user has to reload the page.</summary>
    public CircuitState State { get; private set; }

    /// <summary>How many pages the circuit shows: one, and for a moment two while one follows the other.</summary>
    private int _pages;

    /// <summary>The user who opened the circuit; null before that is known.</summary>
    public ClaimsPrincipal? User { get; private set; }

    /// <summary>
    /// The framework tells who the user is, at the start and after every reconnection. In between the account may have changed: the framework then has the
    /// new rights, but the page was rendered for the old ones.
    /// </summary>
    void IHostEnvironmentAuthenticationStateProvider.SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        if (State != CircuitState.Open) return;

        // Always completed: the framework has it from the request.
        var user = authenticationStateTask.IsCompletedSuccessfully ? authenticationStateTask.Result.User : null;
        if (User is not null && !AccountCache.IsSameVersion(User, user))
        {
            Close(CircuitState.Ended);
            return;
        }

        User = user;
        SetAuthenticationState(authenticationStateTask);
    }

    /// <summary>Ends the circuit's authentication. May be called on any thread and more than once.</summary>
    public void Close(CircuitState state)
    {
        if (State != CircuitState.Open) return;
        State = state;
        SetAuthenticationState(Anonymous);
    }

    /// <summary>A page of the circuit begins. A script could put any number into one circuit, past the limit of an account.</summary>
    public void PageOpened()
    {
        if (++_pages > MostPages) Close(CircuitState.LimitReached);
    }

    /// <summary>A page of the circuit has ended.</summary>
    public void PageClosed() => _pages--;

    public void Dispose() => circuits.Remove(this);
}

/// <summary>Whether a circuit is usable.</summary>
internal enum CircuitState
{
    Open,

    /// <summary>The account has changed since the circuit was opened.</summary>
    Ended,

    /// <summary>The account already had as many circuits as it may.</summary>
    LimitReached,
}
