namespace AmiBlazor.Auth.SignIn;

/// <summary>The result of an attempt to sign in.</summary>
/// <param name="Problem">What the user is told; null if it succeeded.</param>
/// <param name="NeedsSecondFactor">The password was right, and the second factor must follow.</param>
/// <param name="IsThrottled">Nothing was checked: the address has sent too many attempts.</param>
internal sealed record SignInResponse(FormattableString? Problem = null, bool NeedsSecondFactor = false, bool IsThrottled = false)
{
    public static readonly SignInResponse SignedIn = new();

    public static readonly SignInResponse SecondFactorNeeded = new(NeedsSecondFactor: true);

    public static SignInResponse Failed(FormattableString problem) => new(problem);
}
