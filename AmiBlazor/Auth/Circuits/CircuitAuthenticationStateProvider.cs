using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AmiBlazor.Auth.Circuits;

/// <summary>
/// The person in front of a page. He is a stranger from the moment on in which his account changes, so that the page shows nothing more and whatever
/// he still clicks is refused. One for each circuit; within a request that draws a page without one, it only says who sent it.
/// </summary>
internal sealed class CircuitAuthenticationStateProvider(CircuitRegistry pages) : ServerAuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider, IDisposable
{
    private static readonly Task<AuthenticationState> Stranger = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));

    /// <summary>Whether the page may go on. Once it is not <see cref="CircuitState.Open"/> it never is again: only a page loaded anew is.</summary>
    public CircuitState State { get; private set; }

    /// <summary>Who opened the page; null before that is known.</summary>
    public ClaimsPrincipal? User { get; private set; }

    /// <summary>
    /// Says who he is, at the start and again after each lost connection. In between his account may have changed: the framework knows the new rights
    /// then, and this page is still the one that was drawn for the old ones.
    /// </summary>
    void IHostEnvironmentAuthenticationStateProvider.SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        if (State != CircuitState.Open) return;

        // It is always known at once: the framework has it from the request.
        var user = authenticationStateTask.IsCompletedSuccessfully ? authenticationStateTask.Result.User : null;
        if (User is not null && !AccountCache.IsSameVersion(User, user))
        {
            Close(CircuitState.Ended);
            return;
        }

        User = user;
        SetAuthenticationState(authenticationStateTask);
    }

    /// <summary>The page may not go on. Called on any thread, and again without harm.</summary>
    public void Close(CircuitState state)
    {
        if (State != CircuitState.Open) return;
        State = state;
        SetAuthenticationState(Stranger);
    }

    public void Dispose() => pages.Leave(this);
}

/// <summary>Whether a page may go on.</summary>
internal enum CircuitState
{
    Open,

    /// <summary>Its account is no longer what it was when the page was opened.</summary>
    Ended,

    /// <summary>Its account had as many pages open as it may.</summary>
    LimitReached,
}
