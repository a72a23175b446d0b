using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Screens;

namespace AmiBlazor.Auth.Circuits;

/// <summary>Whose circuit it is: an account's, or a wall screen's.</summary>
/// <param name="IsScreen">Whether it is a screen's.</param>
/// <param name="Id">The number of the account or the screen.</param>
internal readonly record struct CircuitOwner(bool IsScreen, int Id)
{
    /// <summary>The owner of the circuits of a user; null for one who may have none.</summary>
    public static CircuitOwner? Of(ClaimsPrincipal? user) =>
        AuthClaims.GetAccountId(user) is { } account ? new(IsScreen: false, account)
        : AuthClaims.GetScreenId(user) is { } screen ? new(IsScreen: true, screen)
        : null;

    public override string ToString() => FormattableString.Invariant($"{(IsScreen ? "screen" : "account")} {Id}");
}

/// <summary>Whether the owners of circuits still are what they were when the circuits began.</summary>
internal sealed class CircuitOwners
{
    private readonly AccountCache _accounts;
    private readonly ScreenCache _screens;

    public CircuitOwners(AccountCache accounts, ScreenCache screens)
    {
        (_accounts, _screens) = (accounts, screens);
        accounts.Changed += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
        screens.Changed += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Raised when an account or a screen has changed or a session has ended, on the thread that found it.</summary>
    public event EventHandler? Changed;

    /// <summary>Whether a user's page may still show what it shows.</summary>
    public bool IsUnchanged(ClaimsPrincipal? user) => _accounts.IsUnchanged(user) || _screens.IsUnchanged(user);
}
