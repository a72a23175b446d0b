namespace AmiBlazor.Auth;

/// <summary>Somebody whose password was right, and who has not shown the second factor yet.</summary>
/// <param name="UserName">Who.</param>
/// <param name="Stamp">The security stamp of the account at that time.</param>
/// <param name="Stay">Whether to stay signed in.</param>
internal sealed record HalfSignIn(string UserName, string Stamp, bool Stay);
