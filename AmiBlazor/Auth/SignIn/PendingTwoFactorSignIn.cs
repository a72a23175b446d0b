namespace AmiBlazor.Auth.SignIn;

/// <summary>Somebody whose password was right, and who has not shown the second factor yet.</summary>
/// <param name="UserName">Who.</param>
/// <param name="Stamp">The security stamp of the account at that time.</param>
/// <param name="RememberMe">Whether to stay signed in.</param>
internal sealed record PendingTwoFactorSignIn(string UserName, string Stamp, bool RememberMe);
